import type { Numbers } from '../numbers/numbers';
import { linearProgram } from '../linear/linear-program';
import { rationals } from '../numbers/rationals';
import { minus, type Vector } from '../numbers/vector';
import { checkPoints } from './check-points';
import { nearestPoint } from './nearest-point';

/** The norm that distances are measured in: Euclidean, the sum of absolute coordinates, or the largest of them. */
export type Norm = 'euclidean' | 'sum' | 'maximum';

/**
 * The Hausdorff distance of the hulls of two sets of points in any dimension: the largest distance of a point of one to the hull of the
 * other. One quadratic program a point, or a linear one for the other norms, whose distances are exact in fractions.
 *
 * @throws {InputError} for a set without points or coordinates that are not finite.
 */
export function hausdorff<T>(
  numbers: Numbers<T>,
  p: readonly Vector<T>[],
  q: readonly Vector<T>[],
  norm: Norm = 'euclidean',
): number {
  checkPoints(numbers, p, q);
  const toHull = (hull: readonly Vector<T>[]) => (point: Vector<T>) =>
    norm === 'euclidean'
      ? Math.sqrt(numbers.toNumber(nearestPoint(numbers, hull, point).squared))
      : numbers.toNumber(polyhedralDistance(numbers, hull, point, norm));
  return Math.max(...p.map(toHull(q)), ...q.map(toHull(p)));
}

/**
 * Minimises the norm of z, z = sum of weights times (points - target) with weights of at least 0 that add up to 1: z is u - v with
 * u, v >= 0, and the norm is the sum of all u and v, or t with u + v + slack = t. All in units of the largest coordinate.
 */
function polyhedralDistance<T>(
  numbers: Numbers<T>,
  points: readonly Vector<T>[],
  target: Vector<T>,
  norm: 'sum' | 'maximum',
): T {
  const { zero, one, negate, divide, multiply, compare, sign } = numbers;
  const offsets = points.map((point) => minus(numbers, point, target));
  const unit = offsets.flat().reduce((most, x) => {
    const size = sign(x) < 0 ? negate(x) : x;
    return compare(size, most) > 0 ? size : most;
  }, zero);
  if (sign(unit) === 0) return zero;
  const seen = offsets.map((offset) => offset.map((x) => divide(x, unit)));
  const axes = target.map((_, i) => i);
  const at = (axis: number, value: T) => axes.map((i) => (i === axis ? value : zero));
  const all = (value: T) => axes.map(() => value);
  const none = all(zero);
  const sum = norm === 'sum';
  // Columns: weights, u, v, slacks, t.
  const components = axes.map((axis) => [
    ...seen.map((point) => point[axis]!),
    ...at(axis, negate(one)),
    ...at(axis, one),
    ...none,
    zero,
  ]);
  const whole = [...seen.map(() => one), ...none, ...none, ...none, zero];
  const sizes = axes.map((axis) => [
    ...seen.map(() => zero),
    ...at(axis, one),
    ...at(axis, one),
    ...at(axis, one),
    negate(one),
  ]);
  const cost = sum ? all(one) : none;
  const solution = linearProgram(numbers, {
    costs: [...seen.map(() => zero), ...cost, ...cost, ...none, one],
    rows: [...components, whole, ...(sum ? [] : sizes)],
    right: [...none, one, ...(sum ? [] : none)],
  });
  if (solution.status === 'optimal') return multiply(unit, solution.value);
  // Rounding only: there is always a nearest point.
  if (!numbers.rounds) throw new Error('a linear program in fractions found no nearest point');
  const exact = (vector: Vector<T>) => vector.map(numbers.exact);
  return numbers.nearest(polyhedralDistance(rationals, points.map(exact), exact(target), norm));
}
