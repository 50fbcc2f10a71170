import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { contains, type Polygon } from '../polytope/polygon';
import { checkPoints } from './check-points';

/** Two points as far apart as a Hausdorff distance: one of a polygon, and the nearest of the other. */
export interface HausdorffPair<T = number> {
  readonly distance: number;
  /** Its square, which in fractions is exact. */
  readonly squared: T;
  /** A vertex of one of the polygons. */
  readonly from: Point<T>;
  /** The point of the other that is nearest to it. */
  readonly to: Point<T>;
}

/**
 * The Hausdorff distance of convex polygons with points that have it: the distance to a convex set is convex, so it is largest at a
 * vertex. O(m n); `hausdorff2d` is faster.
 *
 * @throws {InputError} for an empty polygon, or coordinates that are not finite.
 */
export function hausdorffPair<T>(numbers: Numbers<T>, p: Polygon<T>, q: Polygon<T>): HausdorffPair<T> {
  checkPoints(numbers, p, q);
  const pairs = [
    ...p.map((from) => ({ from, ...nearestOf(numbers, q, from) })),
    ...q.map((from) => ({ from, ...nearestOf(numbers, p, from) })),
  ];
  const furthest = pairs.reduce((best, each) => (numbers.compare(each.squared, best.squared) > 0 ? each : best));
  return { ...furthest, distance: Math.sqrt(numbers.toNumber(furthest.squared)) };
}

function nearestOf<T>(numbers: Numbers<T>, polygon: Polygon<T>, point: Point<T>): { to: Point<T>; squared: T } {
  if (contains(numbers, polygon, point)) return { to: point, squared: numbers.zero };
  return polygon
    .map((vertex, k) => nearestOfSegment(numbers, vertex, polygon[(k + 1) % polygon.length]!, point))
    .reduce((best, each) => (numbers.compare(each.squared, best.squared) < 0 ? each : best));
}

function nearestOfSegment<T>(numbers: Numbers<T>, a: Point<T>, b: Point<T>, point: Point<T>) {
  const { add, subtract, multiply, divide, compare, sign, zero, one } = numbers;
  const minus = (u: Point<T>, v: Point<T>): Point<T> => [subtract(u[0], v[0]), subtract(u[1], v[1])];
  const dot = (u: Point<T>, v: Point<T>) => add(multiply(u[0], v[0]), multiply(u[1], v[1]));
  const edge = minus(b, a);
  const length = dot(edge, edge);
  const share = sign(length) === 0 ? zero : divide(dot(minus(point, a), edge), length);
  const inside = sign(share) < 0 ? zero : compare(share, one) > 0 ? one : share;
  const to: Point<T> = [add(a[0], multiply(inside, edge[0])), add(a[1], multiply(inside, edge[1]))];
  const offset = minus(point, to);
  return { to, squared: dot(offset, offset) };
}
