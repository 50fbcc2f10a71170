import { InputError } from '@tombola/shared';
import { fractionBits, nearestFloat, toInteger } from './float';

/** A fraction in lowest terms, its denominator positive. Make them with {@link rational} or {@link fraction}. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction n / d in lowest terms; d is not 0. */
export function fraction(n: bigint, d: bigint): Rational {
  if (d === 1n) return { numerator: n, denominator: d };
  const divisor = d < 0n ? -gcd(n, d) : gcd(n, d);
  return { numerator: n / divisor, denominator: d / divisor };
}

/**
 * A number as a fraction, exactly: floats are binary fractions, so `rational(0.1)` is a little more than `rational('0.1')`.
 *
 * @param value a finite float, an integer, or a text such as `3`, `-5/2`, `1.25`, `6.02e23`
 * @throws {InputError} for NaN, an infinity, a text that is no number, or a denominator of 0.
 */
export function rational(value: number | bigint | string): Rational {
  if (typeof value === 'bigint') return fraction(value, 1n);
  if (typeof value === 'string') return readRational(value);
  if (!Number.isFinite(value)) {
    throw new InputError({ what: 'a number has no exact value', value: String(value), expected: 'a finite number' });
  }
  const k = fractionBits(value);
  return fraction(toInteger(value, k), 1n << BigInt(k));
}

/** The float nearest to a fraction. */
export function toFloat({ numerator, denominator }: Rational): number {
  return nearestFloat(numerator, denominator);
}

/** `5/2`, `-3`. {@link rational} reads it back. */
export function showRational({ numerator, denominator }: Rational): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** The greatest common divisor, not negative; gcd(0, 0) = 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The least common multiple of positive numbers. */
export function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

function readRational(text: string): Rational {
  const parts = text.trim().split('/');
  const [n, d] = parts.map(readDecimal);
  if (n === undefined || parts.length > 2 || (parts.length === 2 && (d === undefined || d.numerator === 0n))) {
    throw new InputError({ what: 'a text is no number', value: text, expected: 'such as 3, -5/2, 1.25 or 6.02e23' });
  }
  return d === undefined ? n : fraction(n.numerator * d.denominator, n.denominator * d.numerator);
}

function readDecimal(text: string): Rational | undefined {
  const match = decimal.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = '', digits = '', exponent = '0'] = match;
  if (whole + digits === '') return undefined;
  const significand = BigInt(whole + digits) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - digits.length;
  return power >= 0 ? fraction(significand * 10n ** BigInt(power), 1n) : fraction(significand, 10n ** BigInt(-power));
}
