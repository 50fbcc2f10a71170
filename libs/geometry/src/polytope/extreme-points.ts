import { inCone } from '../linear/in-cone';
import type { Numbers } from '../numbers/numbers';
import type { Point, Point3 } from '../numbers/ring';
import { compareVectors, type Vector } from '../numbers/vector';
import { integers } from '../numbers/integers';
import { hull2d } from './hull2d';
import { hull3d } from './hull3d';
import { scaled } from './scaled';

/**
 * Which points are vertices of their hull, by ascending index; of equal points the first. Exact. By a hull in the plane and in space,
 * beyond by one linear program a point.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function extremePoints<T>(numbers: Numbers<T>, points: readonly Vector<T>[]): number[] {
  const { vectors } = scaled(numbers, points, 'a point');
  const dimension = points[0]?.length ?? 0;
  if (dimension <= 2) {
    const inPlane = vectors.map(([x = 0n, y = 0n]): Point<bigint> => [x, y]);
    return firsts(hull2d(integers, inPlane).sources);
  }
  if (dimension === 3) return firsts(hull3d(integers, vectors as unknown as Point3<bigint>[]).sources);
  const order = vectors.map((_, i) => i).sort((i, j) => compareVectors(integers, vectors[i]!, vectors[j]!) || i - j);
  const different = order.filter(
    (i, k) => k === 0 || compareVectors(integers, vectors[order[k - 1]!]!, vectors[i]!) !== 0,
  );
  // A point is a mean of others when (point, 1) is a sum of multiples of (other, 1).
  const lifted = new Map(different.map((i) => [i, [...vectors[i]!, 1n]]));
  for (const i of different) {
    const own = lifted.get(i)!;
    lifted.delete(i);
    if (!inCone(own, [...lifted.values()])) lifted.set(i, own);
  }
  return [...lifted.keys()].sort((a, b) => a - b);
}

function firsts(sources: readonly (readonly number[])[]): number[] {
  return sources.map(([first]) => first!).sort((a, b) => a - b);
}
