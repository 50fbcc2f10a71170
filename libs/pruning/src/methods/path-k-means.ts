import { pathKMeans as mergePaths } from '@tombola/geometry';
import { randomStream } from '@tombola/shared';
import { keptByShare } from '../structured/filter-norms';
import { densePairs } from '../tropical/dense-pairs';
import { unitsOfPair, withUnits } from '../tropical/pair-units';
import { mergedLevel } from './merged-level';
import type { Method } from './method';

/**
 * Neural-path K-means (Misiakos, Smyrnis, Retsinas and Maragos, Neural Network Approximation based on Hausdorff Distance of Tropical
 * Zonotopes, ICLR 2022): level 0 is the dense training; level n puts the units of each hidden dense layer into fewer clusters by
 * their weights in and out, makes one unit of each, and trains what is left. Layers are taken one after the other.
 */
export const pathKMeans: Method<'path-k-means'> = {
  plan: (context) => {
    const { method, network, seed, level } = context;
    const layers = method.layers ?? densePairs(network).map(({ hidden }) => hidden.name);
    const share = method.shares[level - 1]!;
    const counts = keptByShare(network, Object.fromEntries(layers.map((name) => [name, share])));
    return mergedLevel(
      context,
      counts,
      (pair, state, count) => {
        const stream = randomStream(seed, 'path-k-means', level, pair.hidden.name);
        return withUnits(pair, state, mergePaths(unitsOfPair(pair, state), count, stream));
      },
      method,
    );
  },
};
