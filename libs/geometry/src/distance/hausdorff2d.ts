import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { angleOrder } from '../polytope/minkowski2d';
import { checkPoints } from './check-points';
import { outerNormals, type Polygon } from '../polytope/polygon';

/** How far polygons are apart. */
export interface Hausdorff2d<T = number> {
  readonly distance: number;
  /** Its square, which in fractions is exact. */
  readonly squared: T;
  /** A direction, of any length, in which the support functions differ so much. Zero for equal polygons. */
  readonly direction: Point<T>;
}

/**
 * The Hausdorff distance of convex polygons, the largest difference of their support functions over all unit directions, O(m + n):
 * between two neighbours among all outer normals each polygon has one highest vertex, so the difference is largest at a normal, or along
 * the vector between the two vertices.
 *
 * @throws {InputError} for an empty polygon, or coordinates that are not finite.
 */
export function hausdorff2d<T>(numbers: Numbers<T>, p: Polygon<T>, q: Polygon<T>): Hausdorff2d<T> {
  checkPoints(numbers, p, q);
  const { add, subtract, multiply, divide, negate, compare, cross, zero } = numbers;
  const product = (a: Point<T>, b: Point<T>) => add(multiply(a[0], b[0]), multiply(a[1], b[1]));
  let [squared, direction]: [T, Point<T>] = [zero, [zero, zero]];
  const propose = (value: T, u: Point<T>) => {
    if (compare(value, squared) > 0) [squared, direction] = [value, u];
  };
  const [first, second] = [crossings(numbers, p), crossings(numbers, q)];
  const all = [...first.map((each) => ({ ...each, own: 0 })), ...second.map((each) => ({ ...each, own: 1 }))];
  all.sort((a, b) => angleOrder(numbers, a.normal, b.normal));
  const at: [Point<T>, Point<T>] = [p[first[0]?.before ?? 0]!, q[second[0]?.before ?? 0]!];
  const between = (): Point<T> => [subtract(at[0][0], at[1][0]), subtract(at[0][1], at[1][1])];
  if (all.length === 0) propose(product(between(), between()), between());
  all.forEach(({ normal, own, after }, k) => {
    const reach = product(between(), normal);
    propose(divide(multiply(reach, reach), product(normal, normal)), normal);
    if (own === 0) at[0] = p[after]!;
    else at[1] = q[after]!;
    // The vector between the vertices, or its opposite, where the next direction lies.
    const d = between();
    const next = all[(k + 1) % all.length]!.normal;
    const [before, behind] = [cross(normal, d), cross(d, next)];
    if (before >= 0 && behind >= 0) propose(product(d, d), d);
    else if (before <= 0 && behind <= 0) propose(product(d, d), [negate(d[0]), negate(d[1])]);
  });
  return { distance: Math.sqrt(numbers.toNumber(squared)), squared, direction };
}

/** The outer normals by their angles from 0 to 2 pi, with the vertices that are highest before and after. */
function crossings<T>(numbers: Numbers<T>, polygon: Polygon<T>) {
  return outerNormals(numbers, polygon)
    .map((normal, k) => ({ normal, before: k, after: (k + 1) % polygon.length }))
    .sort((a, b) => angleOrder(numbers, a.normal, b.normal));
}
