import type { Network, NetworkStructure } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { random } from '../criteria/random';
import { distribute, keptByWeights, type LayerBudget } from '../distributions/distribute';
import { prunableLayers } from '../distributions/prunable-layer';
import { denseMasks, type Masks } from '../masks';
import { pruneLayersTo } from '../prune';

/** How a method spreads its sparsity over layers at the start. */
export type SparseOptions = Pick<OptionsOf<'static'>, 'distribution' | 'denseDepthwise' | 'fixed'>;

/** How many weights every layer keeps at the start. @throws {InputError} as `distribute` does. */
export function startBudgets(
  network: NetworkStructure,
  sparsity: number,
  { distribution, denseDepthwise, fixed = {} }: SparseOptions,
): LayerBudget[] {
  const { denseFirst } = distribution;
  const options = { fixed, denseFirst, denseDepthwise };
  if (distribution.name === 'uniform')
    return distribute(prunableLayers(network), { name: 'uniform', sparsity }, options);
  const { name, power } = distribution;
  return distribute(prunableLayers(network), { name, power, sparsity }, options);
}

/** Random masks of so many kept weights a layer, which depend on seed and layer alone. */
export function randomStart(network: Network, budgets: readonly LayerBudget[], seed: number): Masks {
  const sizes = Object.fromEntries(budgets.map(({ weights, size }) => [weights, size]));
  return pruneLayersTo(denseMasks(network), random(sizes, seed), keptByWeights(budgets));
}

/**
 * The layers whose masks are updated, by the names of their weights. Those that keep everything are not: whatever they dropped
 * they would have to grow again, and by the paper's rule lose the values of.
 */
export function sparseLayers(budgets: readonly LayerBudget[]): string[] {
  return budgets.filter(({ kept, size }) => kept < size).map(({ weights }) => weights);
}
