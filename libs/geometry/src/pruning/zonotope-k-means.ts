import { InputError, type RandomStream } from '@tombola/shared';
import type { Vector } from '../numbers/vector';
import { kMeans, squaredDistance } from './k-means';

/** A hidden unit of a network with one output, which has the generator `weight` (row, bias). */
export interface ZonotopeUnit {
  readonly row: Vector;
  readonly bias: number;
  /** To the output. */
  readonly weight: number;
}

/** Fewer units in the place of others. */
export interface FewerUnits {
  readonly units: readonly ZonotopeUnit[];
  /**
   * Sums, of the units with positive weights and of those with negative ones, of the distances of generators from the means of their
   * clusters. No further than that are the positive zonotopes, and the negative ones, of the two layers apart (Hausdorff).
   */
  readonly moved: { readonly positive: number; readonly negative: number };
}

/**
 * Zonotope K-means (Misiakos, Smyrnis, Retsinas and Maragos, ICLR 2022): the generators of units with positive weights in clusters,
 * and those of units with negative ones; a cluster becomes one unit, whose generator is the sum of the cluster.
 *
 * The zonotope of a cluster with n generators is that of n copies of their mean but for the distances from it; the sum of
 * both gives the bound, for |x| <= r, |v(x) - v'(x)| <= sqrt(r² + 1) (positive + negative).
 *
 * The paper gives either sign K / 2 units; here each has its share of the count, by its number of units, so that as many are
 * left as was asked for.
 *
 * @param count of units that are left: from 1 for each sign that occurs to as many as have a weight
 * @throws {InputError} for another count.
 */
export function zonotopeKMeans(units: readonly ZonotopeUnit[], count: number, stream: RandomStream): FewerUnits {
  const positive = units.filter(({ weight }) => weight > 0);
  const negative = units.filter(({ weight }) => weight < 0);
  const [least, most] = [
    Math.min(1, positive.length) + Math.min(1, negative.length),
    positive.length + negative.length,
  ];
  if (!Number.isInteger(count) || count < least || count > most) {
    throw new InputError({
      what: 'generators cannot be put into so many clusters',
      value: count,
      expected: `${least} to ${most}: one or more of each sign, and at most one a unit that the output reads`,
    });
  }
  const own = Math.round((count * positive.length) / most);
  const ofPositive = Math.min(
    Math.max(own, Math.min(1, positive.length), count - negative.length),
    positive.length,
    count - Math.min(1, negative.length),
  );
  const [up, down] = [clustered(positive, ofPositive, stream), clustered(negative, count - ofPositive, stream)];
  return { units: [...up.units, ...down.units], moved: { positive: up.moved, negative: down.moved } };
}

/** Clusters of units whose weights have one sign. */
function clustered(units: readonly ZonotopeUnit[], count: number, stream: RandomStream) {
  if (units.length === 0) return { units: [], moved: 0 };
  const sign = Math.sign(units[0]!.weight);
  const generators = units.map(({ row, bias, weight }): Vector => [...row, bias].map((x) => Math.abs(weight) * x));
  const { of, centres } = kMeans(generators, count, stream);
  const sizes = centres.map((_, k) => of.reduce((sum, cluster) => sum + (cluster === k ? 1 : 0), 0));
  return {
    units: centres.map((centre, k) => ({ row: centre.slice(0, -1), bias: centre.at(-1)!, weight: sign * sizes[k]! })),
    moved: generators.reduce((sum, g, i) => sum + Math.sqrt(squaredDistance(g, centres[of[i]!]!)), 0),
  };
}
