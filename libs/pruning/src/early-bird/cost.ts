import { sizeOf } from '@tombola/engine';
import { parametersOf, type NetworkStructure } from '@tombola/nn';

export interface EarlyBirdCostOptions {
  readonly dense: NetworkStructure;
  readonly thin: NetworkStructure;
  /** Steps of the dense network until the ticket was drawn. */
  readonly search: number;
  /** Steps of the thin network afterwards. */
  readonly retrain: number;
  /** Steps of the training that is saved: of the dense network alone, or with pruning and fine-tuning after it. */
  readonly instead: { readonly dense: number; readonly thin?: number };
  readonly batch: number;
  /** Numbers that the optimizer keeps beside every parameter: 1 with momentum, 2 with Adam. */
  readonly slots: number;
  /** Bits of a number while searching and while retraining; 32 when left out. 8 is low precision. */
  readonly bits?: { readonly search?: number; readonly retrain?: number };
}

/** What Early-Bird training takes, estimated, beside the training that it replaces. */
export interface EarlyBirdCost {
  /** Floating-point operations; a multiply-accumulate is two, a backward pass two forward passes. */
  readonly flops: {
    readonly search: number;
    readonly retrain: number;
    readonly total: number;
    readonly instead: number;
  };
  /** Bytes of a step: parameters, their gradients and slots, and what every node makes of a batch. */
  readonly memory: { readonly search: number; readonly retrain: number; readonly dense: number };
  /** 1 - total / instead, and 1 - memory of retraining / memory of the dense network. */
  readonly saved: { readonly flops: number; readonly memory: number };
}

/**
 * Estimates of what drawing a ticket early saves (You et al., Drawing Early-Bird Tickets, ICLR 2020, section 4.3 and tables 2
 * and 3, where FLOPs of search and retraining are added up, and those of pruning baselines are of training, pruning and
 * fine-tuning). Low precision saves bytes, no operations. Masks and their distances are not counted: a sort of the scales an
 * epoch.
 */
export function earlyBirdCost(options: EarlyBirdCostOptions): EarlyBirdCost {
  const { dense, thin, batch, bits = {}, instead } = options;
  const flopsOf = (network: NetworkStructure, steps: number) => 3 * 2 * macsOf(network) * batch * steps;
  const search = flopsOf(dense, options.search);
  const retrain = flopsOf(thin, options.retrain);
  const total = search + retrain;
  const replaced = flopsOf(dense, instead.dense) + flopsOf(thin, instead.thin ?? 0);
  const memory = {
    search: bytesOf(dense, options, bits.search),
    retrain: bytesOf(thin, options, bits.retrain),
    dense: bytesOf(dense, options),
  };
  return {
    flops: { search, retrain, total, instead: replaced },
    memory,
    saved: { flops: 1 - total / replaced, memory: 1 - memory.retrain / memory.dense },
  };
}

function macsOf({ layers }: NetworkStructure): number {
  return layers.reduce((sum, { macs }) => sum + macs, 0);
}

function bytesOf(
  network: NetworkStructure,
  { batch, slots }: Pick<EarlyBirdCostOptions, 'batch' | 'slots'>,
  bits = 32,
): number {
  const parameters = parametersOf(network).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const made = network.nodes.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0);
  return ((parameters * (2 + slots) + made * batch) * bits) / 8;
}
