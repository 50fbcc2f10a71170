import { tensor } from '@tombola/engine';
import { zonotopeKMeans as mergeGenerators, type BiasedUnit } from '@tombola/geometry';
import type { Parameters } from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import { keptByShare } from '../structured/filter-norms';
import { densePairs } from '../tropical/dense-pairs';
import { unitsOfPair, withUnits } from '../tropical/pair-units';
import { mergedLevel } from './merged-level';
import type { Method } from './method';

/**
 * Zonotope K-means (Misiakos, Smyrnis, Retsinas and Maragos, ICLR 2022), which is of networks with one output: here of two classes, by
 * the difference of their logits, which decides. Level 0 is the dense training; level n puts the generators of the last hidden layer
 * into fewer clusters, those that speak for either class apart, makes one unit of each, and trains what is left. Afterwards
 * the logits are half the difference and its negative.
 */
export const zonotopeKMeans: Method<'zonotope-k-means'> = {
  plan: (context) => {
    const { method, network, seed, level } = context;
    const { hidden } = densePairs(network).at(-1)!;
    const counts = keptByShare(network, { [hidden.name]: method.shares[level - 1]! });
    return mergedLevel(
      context,
      counts,
      (pair, state, count) => {
        const units = unitsOfPair(pair, state).map(({ row, bias, out }) => ({ row, bias, weight: out[0]! - out[1]! }));
        const read = units.filter(({ weight }) => weight !== 0).length;
        const fewer = mergeGenerators(units, Math.min(count, read), randomStream(seed, 'zonotope-k-means', level));
        const merged = fewer.units.map(({ row, bias, weight }): BiasedUnit => ({
          row,
          bias,
          out: [weight / 2, -weight / 2],
        }));
        return withHalves(withUnits(pair, state, merged), `${pair.output.name}/bias`);
      },
      method,
    );
  },
};

/** The state with half the difference of the two biases, and its negative, in their place. */
function withHalves(state: Parameters, bias: string): Parameters {
  if (state[bias] === undefined) return state;
  const [first, second] = state[bias].data as unknown as [number, number];
  return { ...state, [bias]: tensor(Float32Array.of((first - second) / 2, (second - first) / 2), [2]) };
}
