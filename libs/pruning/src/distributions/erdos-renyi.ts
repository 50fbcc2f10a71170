import { extentsOf, weightCount, type PrunableLayer } from './prunable-layer';
import { scaleToBudget } from './scale';

export interface ErdosRenyiOptions {
  /** Of all given layers together, from 0 to less than 1. */
  readonly sparsity: number;
  /** Whether the kernel's extents count (ERK), or channels alone (ER). No difference to a dense layer. */
  readonly kernel: boolean;
  /** Exponent of the raw factor: 1 is the paper's, 0 is uniform. */
  readonly power?: number;
  /** How many zeros the budget leaves out; `real` when left out. */
  readonly zeros?: Zeros;
}

/** `real`: S N of all layers together, as the paper has it. `whole`: floor(S N_l) of each layer, as its code has it. */
export type Zeros = 'real' | 'whole';

/**
 * Erdos-Renyi densities: eps (n_in + n_out) / (n_in n_out) (ER; Mocanu et al. 2018), or eps (n_in + n_out + h + w) / (n_in
 * n_out h w) with the kernel (ERK; Evci et al., ICML 2020, section 3); eps such that sum d_l N_l = (1 - S) sum N_l,
 * and no layer above 1. n_in of a grouped convolution is channels in / groups, as its weights have it.
 *
 * The paper's code has whole zeros in every layer on the right side, which moves ResNet-50's densities in the sixth
 * digit: `zeros: 'whole'`. `power` is its `erk_power_scale`.
 */
export function erdosRenyiDensities(
  layers: readonly PrunableLayer[],
  { sparsity, kernel, power = 1, zeros = 'real' }: ErdosRenyiOptions,
): number[] {
  const sizes = layers.map(weightCount);
  const keptOf = (size: number) => (zeros === 'real' ? (1 - sparsity) * size : size - Math.floor(sparsity * size));
  const budget = sizes.reduce((sum, size) => sum + keptOf(size), 0);
  const raw = layers.map((layer) => erdosRenyiFactor(layer, kernel) ** power);
  return scaleToBudget(raw, sizes, budget);
}

/** The density of a layer over eps, before the power: the sum of its extents over their product. */
export function erdosRenyiFactor(layer: PrunableLayer, kernel: boolean): number {
  const { inputs, outputs, kernel: window } = extentsOf(layer);
  const extents = [inputs, outputs, ...(kernel ? window : [])];
  const sum = extents.reduce((total, extent) => total + extent, 0);
  return sum / extents.reduce((product, extent) => product * extent, 1);
}
