import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { area, type Polygon } from '../polytope/polygon';

/** The area that exactly one of two convex polygons covers. O((m + n) log(m + n)), exact in fractions. */
export function symmetricDifference<T>(numbers: Numbers<T>, p: Polygon<T>, q: Polygon<T>): T {
  const { add, subtract } = numbers;
  const common = intersectionArea(numbers, p, q);
  return subtract(add(area(numbers, p), area(numbers, q)), add(common, common));
}

/**
 * The area that two convex polygons share. Between two x where a vertex is, both are trapezoids: the height that they share is linear
 * between the x where their sides cross.
 *
 * @throws {InputError} for coordinates that are not finite.
 */
export function intersectionArea<T>(numbers: Numbers<T>, p: Polygon<T>, q: Polygon<T>): T {
  for (const point of [...p, ...q]) checkFinite(numbers, point, 'a coordinate');
  if (p.length < 3 || q.length < 3) return numbers.zero;
  const { add, subtract, multiply, divide, compare, sign, of, zero, one } = numbers;
  const bounds = [...sides(numbers, p), ...sides(numbers, q)] as const;
  const xs = [...p, ...q].map(([x]) => x).sort(compare);
  let total = zero;
  for (let k = 1; k < xs.length; k++) {
    const [left, right] = [xs[k - 1]!, xs[k]!];
    if (compare(left, right) === 0) continue;
    const spans = bounds.map((side) => spanOf(numbers, side, left, right));
    const [lowP, highP, lowQ, highQ] = spans;
    if (lowP === undefined || highP === undefined || lowQ === undefined || highQ === undefined) continue;
    const at = ([a, b]: Span<T>, share: T) => add(a, multiply(share, subtract(b, a)));
    const height = (share: T) => {
      const top = least(numbers, at(highP, share), at(highQ, share));
      const bottom = subtract(zero, least(numbers, subtract(zero, at(lowP, share)), subtract(zero, at(lowQ, share))));
      const gap = subtract(top, bottom);
      return sign(gap) > 0 ? gap : zero;
    };
    const crossings = [
      [lowP, lowQ],
      [highP, highQ],
      [highP, lowQ],
      [highQ, lowP],
    ].flatMap(([f, g]) => {
      const [from, to] = [subtract(f![0], g![0]), subtract(f![1], g![1])];
      return sign(from) * sign(to) < 0 ? [divide(from, subtract(from, to))] : [];
    });
    const shares = [zero, ...crossings.sort(compare), one];
    let mean = zero;
    for (let i = 1; i < shares.length; i++) {
      const width = subtract(shares[i]!, shares[i - 1]!);
      mean = add(mean, multiply(width, add(height(shares[i - 1]!), height(shares[i]!))));
    }
    total = add(total, multiply(subtract(right, left), mean));
  }
  return divide(total, of(2));
}

type Span<T> = readonly [left: T, right: T];

/** The points of the lower side and of the upper side, by ascending x. */
function sides<T>({ compare }: Numbers<T>, polygon: Polygon<T>): [Side<T>, Side<T>] {
  const n = polygon.length;
  const goes = (k: number, way: number) => compare(polygon[(k + 1) % n]![0], polygon[k]![0]) === way;
  const gather = (way: number) => {
    const first = polygon.findIndex((_, k) => goes(k, way) && !goes((k + n - 1) % n, way));
    const points = [polygon[first]!];
    for (let k = first; goes(k % n, way); k++) points.push(polygon[(k + 1) % n]!);
    return points;
  };
  return [
    { points: gather(1), place: 0 },
    { points: gather(-1).reverse(), place: 0 },
  ];
}

/** Part of a boundary, and where on it a walk from left to right is. */
interface Side<T> {
  readonly points: readonly Point<T>[];
  place: number;
}

/** The heights of a side at both ends of an interval without a vertex inside; undefined beyond the side. Goes forward. */
function spanOf<T>(numbers: Numbers<T>, side: Side<T>, left: T, right: T): Span<T> | undefined {
  const { add, subtract, multiply, divide, compare } = numbers;
  while (side.place + 1 < side.points.length && compare(side.points[side.place + 1]![0], left) <= 0) side.place += 1;
  const [a, b] = [side.points[side.place]!, side.points[side.place + 1]];
  if (b === undefined || compare(a[0], left) > 0) return undefined;
  const slope = divide(subtract(b[1], a[1]), subtract(b[0], a[0]));
  const at = (x: T) => add(a[1], multiply(slope, subtract(x, a[0])));
  return [at(left), at(right)];
}

function least<T>({ compare }: Numbers<T>, a: T, b: T): T {
  return compare(a, b) <= 0 ? a : b;
}
