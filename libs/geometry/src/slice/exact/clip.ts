import type { Numbers } from '../../numbers/numbers';
import type { Point } from '../../numbers/ring';
import { affineAlgebra, type Affine } from './affine';

/** A convex polygon, counter-clockwise. */
export type Polygon<T> = readonly Point<T>[];

/** The part of a polygon where a function is at least 0; `undefined` when it has no inside (Sutherland and Hodgman, 1974). */
export function clip<T>(numbers: Numbers<T>, polygon: Polygon<T>, f: Affine<T>): Polygon<T> | undefined {
  const { at } = affineAlgebra(numbers);
  const { add, subtract, multiply, divide, sign } = numbers;
  const values = polygon.map((point) => at(f, point));
  if (!values.some((value) => sign(value) > 0)) return undefined;
  return polygon.flatMap((point, i) => {
    const j = (i + 1) % polygon.length;
    const [next, value, nextValue] = [polygon[j]!, values[i]!, values[j]!];
    const kept = sign(value) >= 0 ? [point] : [];
    if (sign(value) * sign(nextValue) >= 0) return kept;
    const share = divide(value, subtract(value, nextValue));
    const between = (p: T, q: T) => add(p, multiply(share, subtract(q, p)));
    return [...kept, [between(point[0], next[0]), between(point[1], next[1])] as const];
  });
}
