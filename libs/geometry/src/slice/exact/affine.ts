import type { Numbers } from '../../numbers/numbers';
import type { Point } from '../../numbers/ring';

/** a x + b y + c. */
export type Affine<T> = readonly [a: T, b: T, c: T];

/** Affine functions with exact or rounded numbers. */
export interface AffineAlgebra<T> {
  readonly zero: Affine<T>;
  readonly constant: (value: T) => Affine<T>;
  readonly add: (f: Affine<T>, g: Affine<T>) => Affine<T>;
  readonly subtract: (f: Affine<T>, g: Affine<T>) => Affine<T>;
  readonly times: (factor: T, f: Affine<T>) => Affine<T>;
  readonly at: (f: Affine<T>, point: Point<T>) => T;
  readonly equal: (f: Affine<T>, g: Affine<T>) => boolean;
}

export function affineAlgebra<T>(numbers: Numbers<T>): AffineAlgebra<T> {
  const { add, subtract, multiply, compare, zero } = numbers;
  return {
    zero: [zero, zero, zero],
    constant: (value) => [zero, zero, value],
    add: (f, g) => [add(f[0], g[0]), add(f[1], g[1]), add(f[2], g[2])],
    subtract: (f, g) => [subtract(f[0], g[0]), subtract(f[1], g[1]), subtract(f[2], g[2])],
    times: (factor, f) => [multiply(factor, f[0]), multiply(factor, f[1]), multiply(factor, f[2])],
    at: ([a, b, c], [x, y]) => add(add(multiply(a, x), multiply(b, y)), c),
    equal: (f, g) => f.every((value, i) => compare(value, g[i]!) === 0),
  };
}
