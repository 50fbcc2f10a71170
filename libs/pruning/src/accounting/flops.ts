import { InputError } from '@tombola/shared';
import { extentsOf, type PrunableLayer } from '../distributions/prunable-layer';

/**
 * What is counted of an example's way forward.
 *
 * - `macs`: multiply-accumulates of weights, one a kept weight and position. FLOPs are twice as many.
 * - `operations`: multiplications and additions, with a bias added to and a ReLU taken of every output of every layer: 2 MACs +
 *   1 an output (the first of n products needs no addition, the bias does). Biases and ReLUs do not get sparse.
 *
 * Batch norm is folded into weights and biases, as in use; pools, sums of branches and the softmax are not counted.
 * Positions in the padding are, as if they were image.
 */
export type Counted = 'macs' | 'operations';

/** A layer and the share of its weights that is kept. */
export type SparseLayer = PrunableLayer & { readonly density: number };

/** What one example costs. */
export interface InferenceFlops {
  readonly counted: Counted;
  readonly dense: number;
  /** A real number where densities are: it takes weights that `kept` rounds. */
  readonly sparse: number;
  /** sparse / dense */
  readonly multiplier: number;
}

/**
 * The cost of one example, forward, with all weights and with those kept (Evci et al. 2020, appendix H), from the density
 * of every layer.
 *
 * @throws {InputError} when a layer does not say how many MACs it takes.
 */
export function inferenceFlops(layers: readonly SparseLayer[], counted: Counted = 'macs'): InferenceFlops {
  const cost = (densityOf: (layer: SparseLayer) => number) =>
    layers.reduce((sum, layer) => sum + layerCost(layer, densityOf(layer), counted), 0);
  const dense = cost(() => 1);
  const sparse = cost(({ density }) => density);
  return { counted, dense, sparse, multiplier: sparse / dense };
}

function layerCost(layer: PrunableLayer, density: number, counted: Counted): number {
  const macs = macsOf(layer);
  if (counted === 'macs') return density * macs;
  return 2 * density * macs + macs / fanIn(layer);
}

/** Weights into one output. */
function fanIn(layer: PrunableLayer): number {
  const { inputs, kernel } = extentsOf(layer);
  return kernel.reduce((product, extent) => product * extent, inputs);
}

function macsOf({ name, macs }: PrunableLayer): number {
  if (macs !== undefined) return macs;
  throw new InputError({
    what: `nothing says at how many positions ${name} is applied`,
    expected: 'the multiply-accumulates of every layer',
    mend: 'Give macs or positions with its shape.',
  });
}
