import type { RandomStream } from '@tombola/shared';
import type { Vector } from '../numbers/vector';
import type { HiddenUnit } from './hidden-unit';
import { kMeans } from './k-means';

/** A hidden unit with its bias. */
export interface BiasedUnit extends HiddenUnit {
  readonly bias: number;
}

/**
 * Neural-path K-means (Misiakos, Smyrnis, Retsinas and Maragos, Neural Network Approximation based on Hausdorff Distance of Tropical
 * Zonotopes, ICLR 2022): the paths of units through a hidden layer, (a, c, B(:,j)), in clusters, each of which becomes one unit. It
 * has the mean of the cluster before the ReLU and the sum of the cluster after it, as so many units like the mean together
 * have.
 *
 * @param units of one layer
 * @param count of units that are left, from 1 to as many as there are
 * @throws {InputError} for another count.
 */
export function pathKMeans(units: readonly BiasedUnit[], count: number, stream: RandomStream): BiasedUnit[] {
  const inputs = units[0]?.row.length ?? 0;
  const paths = units.map(({ row, bias, out }): Vector => [...row, bias, ...out]);
  const { of, centres } = kMeans(paths, count, stream);
  return centres.map((centre, k) => {
    const size = of.reduce((sum, cluster) => sum + (cluster === k ? 1 : 0), 0);
    return {
      row: centre.slice(0, inputs),
      bias: centre[inputs]!,
      out: centre.slice(inputs + 1).map((weight) => size * weight),
    };
  });
}
