import type { Numbers } from '../numbers/numbers';
import { plus, type Vector } from '../numbers/vector';
import { extremePoints } from './extreme-points';

/**
 * The vertices of the Minkowski sum of two hulls of points in any dimension: those of all pairs' sums. Of polygons use
 * `minkowskiSum2d`.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function minkowskiSum<T>(numbers: Numbers<T>, p: readonly Vector<T>[], q: readonly Vector<T>[]): Vector<T>[] {
  const sums = p.flatMap((a) => q.map((b) => plus(numbers, a, b)));
  return extremePoints(numbers, sums).map((i) => sums[i]!);
}
