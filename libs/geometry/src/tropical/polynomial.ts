import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import { compareVectors, dot, plus, times, zeros, type Vector } from '../numbers/vector';

/** A monomial: x maps to coefficient + <exponents, x>. Exponents may be any real numbers. */
export interface Monomial<T = number> {
  readonly coefficient: T;
  readonly exponents: Vector<T>;
}

/**
 * A tropical polynomial, max-plus: the maximum of its monomials, a convex piecewise linear function. No two have the same exponents;
 * they are sorted by them. Without monomials it is minus infinity everywhere, the zero of the semiring.
 */
export interface TropicalPolynomial<T = number> {
  readonly dimension: number;
  readonly monomials: readonly Monomial<T>[];
}

/**
 * A polynomial of monomials in any order. Of those with equal exponents the largest stays.
 *
 * @throws {InputError} for a number that is NaN or infinite, or exponents of another dimension.
 */
export function tropicalPolynomial<T>(
  numbers: Numbers<T>,
  dimension: number,
  monomials: Iterable<Monomial<T>>,
): TropicalPolynomial<T> {
  const all = [...monomials];
  for (const { coefficient, exponents } of all) {
    checkFinite(numbers, [coefficient], 'a coefficient of a tropical polynomial');
    checkFinite(numbers, exponents, 'an exponent of a tropical polynomial');
    if (exponents.length !== dimension) {
      throw new InputError({
        what: 'a monomial has the wrong number of exponents',
        value: exponents.length,
        expected: `${dimension}, one a variable`,
      });
    }
  }
  all.sort(
    (a, b) => compareVectors(numbers, a.exponents, b.exponents) || numbers.compare(b.coefficient, a.coefficient),
  );
  return {
    dimension,
    monomials: all.filter(
      ({ exponents }, i) => i === 0 || compareVectors(numbers, all[i - 1]!.exponents, exponents) !== 0,
    ),
  };
}

/** The monomial coefficient + <exponents, x> as a polynomial. */
export function monomial<T>(numbers: Numbers<T>, coefficient: T, exponents: Vector<T>): TropicalPolynomial<T> {
  return tropicalPolynomial(numbers, exponents.length, [{ coefficient, exponents }]);
}

/** The value at a point and the monomials that have it, by index; undefined for minus infinity. */
export function evaluate<T>(
  numbers: Numbers<T>,
  { monomials }: TropicalPolynomial<T>,
  x: Vector<T>,
): { readonly value: T; readonly attained: readonly number[] } | undefined {
  const values = monomials.map(({ coefficient, exponents }) => numbers.add(coefficient, dot(numbers, exponents, x)));
  if (values.length === 0) return undefined;
  const value = values.reduce((most, each) => (numbers.compare(each, most) > 0 ? each : most));
  return { value, attained: values.flatMap((each, i) => (numbers.compare(each, value) === 0 ? [i] : [])) };
}

/** f ⊕ g: the maximum of both. */
export function tropicalSum<T>(
  numbers: Numbers<T>,
  f: TropicalPolynomial<T>,
  g: TropicalPolynomial<T>,
): TropicalPolynomial<T> {
  return tropicalPolynomial(numbers, f.dimension, [...f.monomials, ...g.monomials]);
}

/** f ⊙ g: the sum of both as functions. All pairs of monomials, redundant ones too: see `essential`. */
export function tropicalProduct<T>(
  numbers: Numbers<T>,
  f: TropicalPolynomial<T>,
  g: TropicalPolynomial<T>,
): TropicalPolynomial<T> {
  const pairs = f.monomials.flatMap((a) =>
    g.monomials.map((b) => ({
      coefficient: numbers.add(a.coefficient, b.coefficient),
      exponents: plus(numbers, a.exponents, b.exponents),
    })),
  );
  return tropicalPolynomial(numbers, f.dimension, pairs);
}

/**
 * f to the power k >= 0, which may be any real number: k f as a function, in as many monomials as f has. To the power 0 everything is
 * the constant 0, the one of the semiring.
 *
 * @throws {InputError} for k < 0: that is a rational function.
 */
export function tropicalPower<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>, k: T): TropicalPolynomial<T> {
  if (numbers.sign(k) < 0) {
    throw new InputError({
      what: 'a tropical polynomial has no negative powers',
      value: numbers.show(k),
      expected: 'an exponent of at least 0',
      mend: 'Take the power of a tropical rational function.',
    });
  }
  if (numbers.sign(k) === 0) return monomial(numbers, numbers.zero, zeros(numbers, f.dimension));
  const powers = f.monomials.map(({ coefficient, exponents }) => ({
    coefficient: numbers.multiply(k, coefficient),
    exponents: times(numbers, k, exponents),
  }));
  return tropicalPolynomial(numbers, f.dimension, powers);
}

/**
 * f on the affine subspace of the points origin + sum of t_i axes[i], as a polynomial in t: exponents are projected, so slicing the
 * space projects the Newton polytope.
 */
export function restrict<T>(
  numbers: Numbers<T>,
  f: TropicalPolynomial<T>,
  { origin, axes }: { origin: Vector<T>; axes: readonly Vector<T>[] },
): TropicalPolynomial<T> {
  const monomials = f.monomials.map(({ coefficient, exponents }) => ({
    coefficient: numbers.add(coefficient, dot(numbers, exponents, origin)),
    exponents: axes.map((axis) => dot(numbers, exponents, axis)),
  }));
  return tropicalPolynomial(numbers, axes.length, monomials);
}
