import type { Numbers } from '../numbers/numbers';
import type { Point, Ring } from '../numbers/ring';
import { hull2d } from './hull2d';
import { area, edgeVectors, type Polygon } from './polygon';

/** The Minkowski sum of convex polygons, O(m + n) but for a last hull: their edges in the order of their angles. */
export function minkowskiSum2d<T>(ring: Ring<T>, p: Polygon<T>, q: Polygon<T>): Polygon<T> {
  if (p.length === 0 || q.length === 0) return [];
  const [a, b] = [fromLowest(ring, p), fromLowest(ring, q)];
  let [x, y] = [ring.add(a[0]![0], b[0]![0]), ring.add(a[0]![1], b[0]![1])];
  const path: Point<T>[] = [[x, y]];
  for (const [dx, dy] of merge(ring, edgeVectors(ring, a), edgeVectors(ring, b))) {
    [x, y] = [ring.add(x, dx), ring.add(y, dy)];
    path.push([x, y]);
  }
  // Parallel edges become one; rounded sums of floats become convex again.
  return hull2d(ring, path).vertices;
}

/** The mixed area V(K, L) = (area(K + L) - area(K) - area(L)) / 2; twice it counts the solutions of two equations (Bernstein). */
export function mixedArea<T>(numbers: Numbers<T>, p: Polygon<T>, q: Polygon<T>): T {
  const sum = area(numbers, minkowskiSum2d(numbers, p, q));
  const own = numbers.add(area(numbers, p), area(numbers, q));
  return numbers.divide(numbers.subtract(sum, own), numbers.of(2));
}

/** The same polygon from its lowest vertex, the leftmost of the lowest, on: edges then come by angles from 0 to 2 pi. */
function fromLowest<T>({ compare }: Ring<T>, polygon: Polygon<T>): Polygon<T> {
  const lower = (i: number, j: number) => {
    const [a, b] = [polygon[i]!, polygon[j]!];
    return compare(a[1], b[1]) || compare(a[0], b[0]);
  };
  const lowest = polygon.reduce((best, _, i) => (lower(i, best) < 0 ? i : best), 0);
  return [...polygon.slice(lowest), ...polygon.slice(0, lowest)];
}

function merge<T>(ring: Ring<T>, a: Point<T>[], b: Point<T>[]): Point<T>[] {
  const merged: Point<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const takeA = j === b.length || (i < a.length && angleOrder(ring, a[i]!, b[j]!) <= 0);
    merged.push(takeA ? a[i++]! : b[j++]!);
  }
  return merged;
}

/** Negative when the angle of a, from 0 to 2 pi, is the smaller. */
export function angleOrder<T>(ring: Ring<T>, a: Point<T>, b: Point<T>): number {
  return lowerHalf(ring, a) - lowerHalf(ring, b) || -ring.cross(a, b);
}

function lowerHalf<T>({ sign }: Ring<T>, [x, y]: Point<T>): number {
  return sign(y) < 0 || (sign(y) === 0 && sign(x) < 0) ? 1 : 0;
}
