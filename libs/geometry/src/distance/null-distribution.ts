import { InputError, quantile } from '@tombola/shared';

/** Where the middle share of distances lies. */
export interface NullBand {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** How many distances there are. */
  readonly n: number;
}

/** The distances of all pairs of items, such as polygons of independent seeds: what distances are when there is nothing to find. */
export function nullDistances<T>(items: readonly T[], distance: (a: T, b: T) => number): number[] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b) => distance(a, b)));
}

/**
 * The band that holds the middle `share` of null distances, 0.95 when left out. Pairs of n items are not independent: there are n seeds in
 * them, not n (n - 1) / 2.
 *
 * @throws {InputError} for no distances, one that is not finite, or a share outside 0 to 1.
 */
export function nullBand(distances: readonly number[], share = 0.95): NullBand {
  if (!(share > 0 && share < 1)) {
    throw new InputError({ what: 'a band holds no such share', value: share, expected: 'between 0 and 1' });
  }
  const at = (p: number) => quantile(distances, p);
  return { low: at((1 - share) / 2), median: at(0.5), high: at((1 + share) / 2), n: distances.length };
}

/**
 * How likely a distance as small as this one is by chance: (1 + how many null distances are at most as large) / (1 + how many there are).
 * Small when two polygons are nearer than those of independent seeds.
 */
export function nullShare(distances: readonly number[], distance: number): number {
  return (1 + distances.filter((each) => each <= distance).length) / (1 + distances.length);
}
