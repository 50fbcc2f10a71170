import { distribute, type DistributeOptions, type Distribution, type LayerBudget } from '../distributions/distribute';
import type { PrunableLayer } from '../distributions/prunable-layer';
import { inferenceFlops } from './flops';
import { storedBytes, type StorageOptions } from './storage';
import { trainingMultipliers, type TrainingMultipliers } from './training-flops';

/** A distribution with one sparsity for the network. */
export type SparsityChoice = Exclude<Distribution, { name: 'given' }>;

/** What the cost of training depends on, besides the density. */
export interface TrainingCosts {
  /** Of RigL: steps from one update of the mask to the next; 100 when left out. */
  readonly updateEvery?: number;
  /** Of Top-KAST: the sparsity of its backward pass, spread as the other; without it there is no figure for it. */
  readonly backwardSparsity?: number;
  /** How many times as long sparse networks train as the dense one; 1 when left out. */
  readonly length?: number;
}

/** What a sparsity comes to. Weights of convolutions and dense layers are counted; biases and batch norm stay dense and are not. */
export interface SparsityReport {
  readonly distribution: SparsityChoice & DistributeOptions;
  readonly layers: readonly SparsityRow[];
  /** Layers that keep nothing: the network computes a constant, unless something goes around them. */
  readonly emptyLayers: readonly string[];
  readonly totals: {
    readonly parameters: number;
    readonly kept: number;
    /** kept / parameters, with everything in it that stays dense. */
    readonly density: number;
    readonly sparsity: number;
    /** Of one example with all weights; null where a layer does not say its own. */
    readonly macs: number | null;
  };
  /** Costs relative to the dense network's, from the densities; null where a layer does not say its MACs. */
  readonly multipliers: {
    /** MACs of one example. */
    readonly inference: number;
    /** The same with bias additions and ReLUs counted. */
    readonly inferenceOperations: number;
    readonly training: TrainingMultipliers;
  } | null;
  /** Of the stored network, biases included. */
  readonly bytes: Readonly<Record<'dense' | 'bitmap' | 'csr' | 'bitmapInt8', number>>;
}

export interface SparsityRow extends Pick<LayerBudget, 'name' | 'kind' | 'shape' | 'density' | 'kept'> {
  readonly parameters: number;
  /** Of one example with all weights. */
  readonly macs: number | null;
}

/**
 * Spreads a sparsity over layers and says what it saves: see {@link distribute}, {@link inferenceFlops},
 * {@link trainingMultipliers} and {@link storedBytes}.
 *
 * @throws {InputError} as `distribute` does.
 */
export function sparsityReport(
  layers: readonly PrunableLayer[],
  distribution: SparsityChoice,
  options: DistributeOptions = {},
  costs: TrainingCosts = {},
): SparsityReport {
  const budgets = distribute(layers, distribution, options);
  const sum = (valueOf: (budget: LayerBudget) => number) => budgets.reduce((total, each) => total + valueOf(each), 0);
  const [parameters, kept] = [sum(({ size }) => size), sum((budget) => budget.kept)];
  const known = budgets.every(({ macs }) => macs !== undefined);
  const bytes = (storage: StorageOptions) => storedBytes(budgets, storage).total;
  return {
    distribution: { ...distribution, ...options },
    layers: budgets.map(rowOf),
    emptyLayers: budgets.filter((budget) => budget.kept === 0).map(({ name }) => name),
    totals: {
      parameters,
      kept,
      density: kept / parameters,
      sparsity: (parameters - kept) / parameters,
      macs: known ? inferenceFlops(budgets).dense : null,
    },
    multipliers: known ? multipliersOf(budgets, distribution, options, costs) : null,
    bytes: {
      dense: bytes({ format: 'dense' }),
      bitmap: bytes({ format: 'bitmap' }),
      csr: bytes({ format: 'csr' }),
      bitmapInt8: bytes({ format: 'bitmap', bits: 8 }),
    },
  };
}

function rowOf({ name, kind, shape, size, density, kept, macs }: LayerBudget): SparsityRow {
  return { name, kind, shape, parameters: size, density, kept, macs: macs ?? null };
}

function multipliersOf(
  budgets: readonly LayerBudget[],
  distribution: SparsityChoice,
  options: DistributeOptions,
  { backwardSparsity, ...costs }: TrainingCosts,
): SparsityReport['multipliers'] {
  const inference = inferenceFlops(budgets).multiplier;
  const backward =
    backwardSparsity === undefined
      ? undefined
      : inferenceFlops(distribute(budgets, { ...distribution, sparsity: backwardSparsity }, options)).multiplier;
  return {
    inference,
    inferenceOperations: inferenceFlops(budgets, 'operations').multiplier,
    training: trainingMultipliers(inference, { ...costs, backward }),
  };
}
