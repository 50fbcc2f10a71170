import type { NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { apportion } from '../distributions/apportion';
import { prunableLayers, weightCount, type PrunableLayer } from '../distributions/prunable-layer';
import { removals } from '../removals';

export interface RemovalOptions {
  /** Of all prunable weights together, from 0 to less than 1. */
  readonly sparsity: number;
  /** Most of the output layer that is pruned, 0 to 1. */
  readonly outputCap: number;
  /** Whether the first layer stays dense. */
  readonly denseFirst: boolean;
}

/** A layer, and how many of its weights may and will go. */
export interface LayerRemoval {
  readonly layer: PrunableLayer;
  /** The most that may go. */
  readonly most: number;
  /** How many go when all layers lose the same share, as far as they may. */
  readonly removed: number;
}

/**
 * How many weights of each layer are gone in the end: floor(S N + 1/2) of the N of the whole network, exactly, the same
 * share of every layer. A first layer that stays dense and an output layer that loses 80 % at most are what Gale et al. (2019,
 * section 5) do to ResNet-50; what they spare is taken from the other layers, in equal shares.
 *
 * @throws {InputError} when the other layers have not so many.
 */
export function finalRemovals(network: NetworkStructure, options: RemovalOptions): LayerRemoval[] {
  const layers = prunableLayers(network);
  const sizes = layers.map(weightCount);
  const most = layers.map((layer, i) => mostOf(layer, sizes[i]!, i === 0, options));
  const total = removals(options.sparsity, sum(sizes));
  if (total > sum(most)) {
    throw new InputError({
      what: 'the layers that may be pruned have not so many weights to lose',
      value: options.sparsity,
      expected: `at most ${sum(most) / sum(sizes)}`,
      mend: 'Lower the sparsity, or raise outputCap, or set denseFirst to false.',
    });
  }
  const removed = apportion(equalShares(sizes, most, total), most, total);
  return layers.map((layer, i) => ({ layer, most: most[i]!, removed: removed[i]! }));
}

function mostOf(layer: PrunableLayer, size: number, first: boolean, { outputCap, denseFirst }: RemovalOptions): number {
  if (first && denseFirst) return 0;
  return layer.output ? Math.floor(outputCap * size) : size;
}

/** Real numbers with the sum `total`: the same share of every size, or `most` where that is less. */
function equalShares(sizes: readonly number[], most: readonly number[], total: number): number[] {
  const shares = [...most];
  let open = sizes.map((_, i) => i);
  for (;;) {
    const left = total - sum(shares.filter((_, i) => !open.includes(i)));
    const share = left / Math.max(1, sum(open.map((i) => sizes[i]!)));
    const full = open.filter((i) => share * sizes[i]! > most[i]!);
    if (full.length === 0) {
      for (const i of open) shares[i] = share * sizes[i]!;
      return shares;
    }
    open = open.filter((i) => !full.includes(i));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
