import { InputError, type RandomStream } from '@tombola/shared';
import type { Vector } from '../numbers/vector';

/** Points in clusters. */
export interface Clusters {
  /** The cluster of each point, from 0. */
  readonly of: Int32Array;
  /** The mean of each cluster; none is empty. */
  readonly centres: readonly Vector[];
  /** Rounds until no point changed its cluster, or as many as were allowed. */
  readonly rounds: number;
}

const ROUNDS = 100;

/**
 * Lloyd's algorithm from the start of Arthur and Vassilvitskii (k-means++, SODA 2007). A cluster that loses all of its points gets
 * the point that is furthest from its centre.
 *
 * @param points of one dimension, finite
 * @param count from 1 to the number of points; repeated points may be in different clusters
 * @throws {InputError} for another count.
 */
export function kMeans(points: readonly Vector[], count: number, stream: RandomStream): Clusters {
  if (!Number.isInteger(count) || count < 1 || count > points.length) {
    throw new InputError({
      what: 'points cannot be put into so many clusters',
      value: count,
      expected: `1 to ${points.length}, the number of points`,
    });
  }
  let centres: readonly Vector[] = spread(points, count, stream);
  const of = new Int32Array(points.length).fill(-1);
  for (let round = 1; ; round++) {
    const changed = assign(points, centres, of);
    centres = meansOf(points, of, count);
    if (!changed || round === ROUNDS) return { of, centres, rounds: round };
  }
}

/** The first centres: each point with a chance in proportion to its squared distance from those before it. */
function spread(points: readonly Vector[], count: number, stream: RandomStream): Vector[] {
  const centres = [points[stream.integer(points.length)]!];
  const nearest = new Float64Array(points.length).fill(Infinity);
  while (centres.length < count) {
    let total = 0;
    points.forEach((point, i) => {
      nearest[i] = Math.min(nearest[i]!, squaredDistance(point, centres.at(-1)!));
      total += nearest[i];
    });
    const wanted = stream.uniform() * total;
    let sum = 0;
    const next = nearest.findIndex((distance) => (sum += distance) > wanted);
    centres.push(points[Math.max(0, next)]!);
  }
  return centres;
}

/** Puts every point to its nearest centre, of equal ones the first; says whether any moved. */
function assign(points: readonly Vector[], centres: readonly Vector[], of: Int32Array): boolean {
  let changed = false;
  const sizes = new Int32Array(centres.length);
  const distances = points.map((point, i) => {
    let [best, least] = [0, Infinity];
    centres.forEach((centre, k) => {
      const distance = squaredDistance(point, centre);
      if (distance < least) [best, least] = [k, distance];
    });
    changed ||= of[i] !== best;
    of[i] = best;
    sizes[best]! += 1;
    return least;
  });
  for (let empty = sizes.indexOf(0); empty >= 0; empty = sizes.indexOf(0)) {
    const furthest = distances.reduce(
      (at, distance, i) => (sizes[of[i]!]! > 1 && (at < 0 || distance > distances[at]!) ? i : at),
      -1,
    );
    sizes[of[furthest]!]! -= 1;
    sizes[empty] = 1;
    of[furthest] = empty;
    distances[furthest] = 0;
    changed = true;
  }
  return changed;
}

function meansOf(points: readonly Vector[], of: Int32Array, count: number): Vector[] {
  const sums = Array.from({ length: count }, () => new Float64Array(points[0]!.length));
  const sizes = new Int32Array(count);
  points.forEach((point, i) => {
    const sum = sums[of[i]!]!;
    sizes[of[i]!]! += 1;
    for (let axis = 0; axis < sum.length; axis++) sum[axis]! += point[axis]!;
  });
  return sums.map((sum, k) => Array.from(sum, (x) => x / sizes[k]!));
}

export function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) {
    const difference = a[axis]! - b[axis]!;
    sum += difference * difference;
  }
  return sum;
}
