import { InputError } from '@tombola/shared';
import type { Numbers } from '../numbers/numbers';
import { zeros, type Vector } from '../numbers/vector';
import { evaluate, monomial, tropicalPower, tropicalProduct, tropicalSum, type TropicalPolynomial } from './polynomial';

/** f ⊘ g: the difference f - g of two tropical polynomials, of which g has monomials. Every ReLU network is one. */
export interface TropicalRational<T = number> {
  readonly numerator: TropicalPolynomial<T>;
  readonly denominator: TropicalPolynomial<T>;
}

/** A polynomial as a rational function. */
export function tropicalRational<T>(numbers: Numbers<T>, numerator: TropicalPolynomial<T>): TropicalRational<T> {
  return { numerator, denominator: monomial(numbers, numbers.zero, zeros(numbers, numerator.dimension)) };
}

/** The value at a point; undefined for minus infinity. */
export function evaluateRational<T>(
  numbers: Numbers<T>,
  { numerator, denominator }: TropicalRational<T>,
  x: Vector<T>,
): T | undefined {
  const [f, g] = [evaluate(numbers, numerator, x), evaluate(numbers, denominator, x)];
  return f && g && numbers.subtract(f.value, g.value);
}

/** The maximum of both. */
export function rationalSum<T>(
  numbers: Numbers<T>,
  a: TropicalRational<T>,
  b: TropicalRational<T>,
): TropicalRational<T> {
  return {
    numerator: tropicalSum(
      numbers,
      tropicalProduct(numbers, a.numerator, b.denominator),
      tropicalProduct(numbers, b.numerator, a.denominator),
    ),
    denominator: tropicalProduct(numbers, a.denominator, b.denominator),
  };
}

/** The sum of both as functions. */
export function rationalProduct<T>(
  numbers: Numbers<T>,
  a: TropicalRational<T>,
  b: TropicalRational<T>,
): TropicalRational<T> {
  return {
    numerator: tropicalProduct(numbers, a.numerator, b.numerator),
    denominator: tropicalProduct(numbers, a.denominator, b.denominator),
  };
}

/**
 * The difference of both as functions.
 *
 * @throws {InputError} when b is minus infinity.
 */
export function rationalQuotient<T>(
  numbers: Numbers<T>,
  a: TropicalRational<T>,
  b: TropicalRational<T>,
): TropicalRational<T> {
  return rationalProduct(numbers, a, reciprocal(b));
}

/**
 * k times the function, for any real k.
 *
 * @throws {InputError} for a negative power of minus infinity.
 */
export function rationalPower<T>(numbers: Numbers<T>, a: TropicalRational<T>, k: T): TropicalRational<T> {
  const [base, size] = numbers.sign(k) < 0 ? [reciprocal(a), numbers.negate(k)] : [a, k];
  return {
    numerator: tropicalPower(numbers, base.numerator, size),
    denominator: tropicalPower(numbers, base.denominator, size),
  };
}

function reciprocal<T>({ numerator, denominator }: TropicalRational<T>): TropicalRational<T> {
  if (numerator.monomials.length === 0) {
    throw new InputError({
      what: 'minus infinity has no tropical reciprocal',
      expected: 'a function with monomials in its numerator',
    });
  }
  return { numerator: denominator, denominator: numerator };
}
