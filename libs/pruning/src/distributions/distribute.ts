import { removals } from '../removals';
import { apportion } from './apportion';
import { checkDistribution } from './check-distribution';
import { erdosRenyiDensities, type Zeros } from './erdos-renyi';
import { givenDensities } from './given';
import { weightCount, type PrunableLayer } from './prunable-layer';
import { smartRatioDensities } from './smart-ratio';
import { uniformDensities } from './uniform';

/** How a sparsity is spread over layers. `sparsity` is from 0 to less than 1. */
export type Distribution =
  | { readonly name: 'uniform'; readonly sparsity: number }
  | { readonly name: 'er' | 'erk'; readonly sparsity: number; readonly power?: number; readonly zeros?: Zeros }
  | { readonly name: 'smart-ratio'; readonly sparsity: number; readonly outputDensity?: number }
  /** Densities by layer. */
  | { readonly name: 'given'; readonly densities: Readonly<Record<string, number>> };

export interface DistributeOptions {
  /** Sparsities of layers by name. They are left out of both sides: the distribution is one of all other layers. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Whether the first layer is dense, as if fixed at 0. Default: with `uniform` yes (Evci et al. 2020), else no. */
  readonly denseFirst?: boolean;
  /** Whether depthwise convolutions are dense, as if fixed at 0; RigL's MobileNets have them so. Default: no. */
  readonly denseDepthwise?: boolean;
  /** The least weights that any layer keeps, or all of it where it has fewer. Default: 0, a layer may be empty. */
  readonly minKeep?: number;
}

/** A layer and what it keeps. */
export interface LayerBudget extends PrunableLayer {
  /** How many weights it has. */
  readonly size: number;
  /** What the distribution asks for, 0 to 1: a real number, which `kept` can only come near to. */
  readonly density: number;
  /** How many weights it keeps, exactly. */
  readonly kept: number;
}

/**
 * Spreads a sparsity S over layers, in whole weights.
 *
 * With `er`, `erk` and `smart-ratio` the layers that are not fixed keep N - floor(S N + 1/2) of their N weights together,
 * exactly, each the whole numbers around density x size. With `uniform` and `given`, and where a sparsity is fixed,
 * every layer keeps N_l - floor(s_l N_l + 1/2) of its own. Biases and batch norm are never pruned and not counted.
 *
 * @param layers in the order of the network; names are unique
 * @throws {InputError} for a sparsity out of range, an unknown layer, or a `minKeep` that leaves no way.
 */
export function distribute(
  layers: readonly PrunableLayer[],
  distribution: Distribution,
  options: DistributeOptions = {},
): LayerBudget[] {
  checkDistribution(layers, distribution, options);
  const { minKeep = 0 } = options;
  const fixed = fixedSparsities(layers, distribution, options);
  const free = layers.filter(({ name }) => !fixed.has(name));
  const densities = densitiesOf(free, distribution);
  const counts = countsOf(free, densities, distribution, minKeep);
  const spread = new Map(free.map(({ name }, i) => [name, { density: densities[i]!, kept: counts[i]! }]));
  return layers.map((layer) => {
    const size = weightCount(layer);
    const sparsity = fixed.get(layer.name);
    if (sparsity === undefined) return { ...layer, size, ...spread.get(layer.name)! };
    return { ...layer, size, density: 1 - sparsity, kept: keptOf(size, sparsity, minKeep) };
  });
}

/** How many weights each layer keeps, by the name of its weights, as masks are named. */
export function keptByWeights(budgets: readonly LayerBudget[]): Record<string, number> {
  return Object.fromEntries(budgets.map(({ weights, kept }) => [weights, kept]));
}

function fixedSparsities(
  layers: readonly PrunableLayer[],
  { name }: Distribution,
  { fixed = {}, denseFirst = name === 'uniform', denseDepthwise = false }: DistributeOptions,
): Map<string, number> {
  const first = denseFirst ? layers.slice(0, 1) : [];
  const depthwise = denseDepthwise ? layers.filter((layer) => layer.depthwise) : [];
  const dense = [...first, ...depthwise].map((layer) => [layer.name, 0] as const);
  return new Map([...dense, ...Object.entries(fixed)]);
}

function densitiesOf(layers: readonly PrunableLayer[], distribution: Distribution): number[] {
  switch (distribution.name) {
    case 'uniform':
      return uniformDensities(layers, distribution.sparsity);
    case 'er':
    case 'erk':
      return erdosRenyiDensities(layers, { ...distribution, kernel: distribution.name === 'erk' });
    case 'smart-ratio':
      return smartRatioDensities(layers, distribution);
    case 'given':
      return givenDensities(layers, distribution.densities);
  }
}

function countsOf(
  layers: readonly PrunableLayer[],
  densities: readonly number[],
  distribution: Distribution,
  minKeep: number,
): number[] {
  const sizes = layers.map(weightCount);
  if (distribution.name === 'uniform' || distribution.name === 'given') {
    // Not 1 - (1 - S), which is another float than S.
    const sparsityOf = (i: number) => (distribution.name === 'uniform' ? distribution.sparsity : 1 - densities[i]!);
    return sizes.map((size, i) => keptOf(size, sparsityOf(i), minKeep));
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const targets = sizes.map((size, i) => densities[i]! * size);
  return apportion(targets, sizes, total - removals(distribution.sparsity, total), minKeep);
}

function keptOf(size: number, sparsity: number, minKeep: number): number {
  return Math.max(size - removals(sparsity, size), Math.min(minKeep, size));
}
