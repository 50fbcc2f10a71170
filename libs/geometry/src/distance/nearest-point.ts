import { solve } from '../linear/solve';
import type { Numbers } from '../numbers/numbers';
import { dot, minus, plus, times, zeros, type Vector } from '../numbers/vector';

/** The point of a hull that is nearest to another point. */
export interface NearestPoint<T = number> {
  readonly point: Vector<T>;
  /** The square of the distance. */
  readonly squared: T;
}

/** A point of a simplex: its corners, by index, and their weights, which add up to 1. */
interface Mixture<T> {
  readonly corners: readonly number[];
  readonly weights: readonly T[];
}

/**
 * The point of the hull of points that is nearest to a target, by the algorithm of Wolfe (Finding the nearest point in a polytope,
 * 1976): a simplex of points with its own nearest point inside; a point below it enters, and those that the way to the new nearest point
 * loses leave. Finite, and exact in fractions; in floats squares of distances are good to about 1e-12 of those of all points.
 *
 * @param points one or more
 */
export function nearestPoint<T>(numbers: Numbers<T>, points: readonly Vector<T>[], target: Vector<T>): NearestPoint<T> {
  const seen = points.map((point) => minus(numbers, point, target));
  const norms = seen.map((point) => dot(numbers, point, point));
  const slack = numbers.rounds ? numbers.of(1e-13 * Math.max(...norms.map(numbers.toNumber))) : numbers.zero;
  let best: Mixture<T> = { corners: [least(numbers, norms)], weights: [numbers.one] };
  let nearest = pointOf(numbers, seen, best);
  // Every round is nearer than the one before, so no simplex comes twice; rounding might do otherwise.
  for (let round = 0; round < 100 * points.length; round++) {
    const heights = seen.map((point) => dot(numbers, point, nearest));
    const next = least(numbers, heights);
    const below = numbers.subtract(dot(numbers, nearest, nearest), heights[next]!);
    if (best.corners.includes(next) || numbers.compare(below, slack) <= 0) break;
    best = settle(numbers, seen, { corners: [...best.corners, next], weights: [...best.weights, numbers.zero] });
    nearest = pointOf(numbers, seen, best);
  }
  return { point: plus(numbers, nearest, target), squared: dot(numbers, nearest, nearest) };
}

/** Goes to the nearest point of the simplex's affine hull; each time that it is outside, without the corners that are lost on the way. */
function settle<T>(numbers: Numbers<T>, points: readonly Vector<T>[], start: Mixture<T>): Mixture<T> {
  const { add, divide, multiply, sign, subtract } = numbers;
  let { corners, weights } = start;
  for (;;) {
    const affine = affineNearest(
      numbers,
      corners.map((i) => points[i]!),
    );
    // What rounding makes of corners that are nearly dependent.
    if (affine === undefined || affine.some((weight, k) => sign(weight) === 0 && sign(weights[k]!) === 0)) {
      return { corners, weights };
    }
    if (affine.every((weight) => sign(weight) > 0)) return { corners, weights: affine };
    const lost = affine.flatMap((weight, k) => (sign(weight) > 0 ? [] : [k]));
    const shares = lost.map((k) => divide(weights[k]!, subtract(weights[k]!, affine[k]!)));
    const first = least(numbers, shares);
    const [leaving, share] = [lost[first]!, shares[first]!];
    const moved = weights.map((weight, k) => add(weight, multiply(share, subtract(affine[k]!, weight))));
    const kept = moved.map((weight, k) => k !== leaving && sign(weight) > 0);
    corners = corners.filter((_, k) => kept[k]);
    weights = moved.filter((_, k) => kept[k]);
  }
}

/** Weights, adding up to 1, of the point of the affine hull that is nearest to the origin. */
function affineNearest<T>(numbers: Numbers<T>, points: readonly Vector<T>[]): T[] | undefined {
  const { zero, one } = numbers;
  const rows = points.map((a) => [...points.map((b) => dot(numbers, a, b)), one, zero]);
  return solve(numbers, [...rows, [...points.map(() => one), zero, one]])?.slice(0, -1);
}

function pointOf<T>(numbers: Numbers<T>, points: readonly Vector<T>[], { corners, weights }: Mixture<T>): T[] {
  return corners.reduce(
    (sum: T[], corner, k) => plus(numbers, sum, times(numbers, weights[k]!, points[corner]!)),
    zeros(numbers, points[0]!.length),
  );
}

function least<T>({ compare }: Numbers<T>, values: readonly T[]): number {
  return values.reduce((best, value, i) => (compare(value, values[best]!) < 0 ? i : best), 0);
}
