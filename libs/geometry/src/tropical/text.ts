import { InputError } from '@tombola/shared';
import type { Numbers } from '../numbers/numbers';
import { tropicalPolynomial, type Monomial, type TropicalPolynomial } from './polynomial';
import { tropicalRational, type TropicalRational } from './rational-function';

/** The names of d variables: x, y, z for at most three, otherwise x1, x2, ... */
export function variableNames(d: number): string[] {
  return d <= 3 ? ['x', 'y', 'z'].slice(0, d) : Array.from({ length: d }, (_, i) => `x${i + 1}`);
}

/**
 * Reads a tropical polynomial such as `max(1+2x, 3+y, 0)`. A monomial is a sum of numbers and of variables, which may have factors:
 * `2x`, `2*x`, `-1/2 x`, `x`. A single monomial needs no `max`, and `max()` is minus infinity.
 *
 * @param variables in the order of the exponents
 * @throws {InputError} for anything else, with what could not be read.
 */
export function readPolynomial<T>(
  numbers: Numbers<T>,
  text: string,
  variables: readonly string[] = variableNames(2),
): TropicalPolynomial<T> {
  const inner = /^\s*max\s*\(([^()]*)\)\s*$/.exec(text)?.[1];
  const parts = inner === undefined ? [text] : inner.trim() === '' ? [] : inner.split(',');
  return tropicalPolynomial(
    numbers,
    variables.length,
    parts.map((part) => readMonomial(numbers, part, variables)),
  );
}

/** A text that {@link readPolynomial} brings back: `max(1+2x, 3+y, 0)`, in the order of the monomials. */
export function showPolynomial<T>(
  numbers: Numbers<T>,
  { dimension, monomials }: TropicalPolynomial<T>,
  variables: readonly string[] = variableNames(dimension),
): string {
  return `max(${monomials.map((each) => showMonomial(numbers, each, variables)).join(', ')})`;
}

/** Reads `max(x, 0) - max(y, 1)`, a difference of polynomials, or one polynomial. @throws {InputError} as {@link readPolynomial}. */
export function readRational<T>(
  numbers: Numbers<T>,
  text: string,
  variables: readonly string[] = variableNames(2),
): TropicalRational<T> {
  const [, numerator, denominator] = /^\s*(max\s*\([^()]*\))\s*-\s*(max\s*\([^()]*\))\s*$/.exec(text) ?? [];
  if (numerator === undefined || denominator === undefined) {
    return tropicalRational(numbers, readPolynomial(numbers, text, variables));
  }
  return {
    numerator: readPolynomial(numbers, numerator, variables),
    denominator: readPolynomial(numbers, denominator, variables),
  };
}

/** A text that {@link readRational} brings back. */
export function showRationalFunction<T>(
  numbers: Numbers<T>,
  { numerator, denominator }: TropicalRational<T>,
  variables: readonly string[] = variableNames(numerator.dimension),
): string {
  return `${showPolynomial(numbers, numerator, variables)} - ${showPolynomial(numbers, denominator, variables)}`;
}

const number = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:\/\d+)?`;
const piece = new RegExp(String.raw`\s*([+-]?)\s*(${number})?\s*(?:(\*?)\s*([a-z]\w*))?\s*`, 'iy');

function readMonomial<T>(numbers: Numbers<T>, text: string, variables: readonly string[]): Monomial<T> {
  let coefficient = numbers.zero;
  const exponents = variables.map(() => numbers.zero);
  piece.lastIndex = 0;
  for (let at = 0; at < text.length; at = piece.lastIndex) {
    const match = piece.exec(text);
    const [all, sign, factor, star, name] = match ?? [];
    const whole = all !== undefined && (factor ?? name) !== undefined && (star !== '*' || factor !== undefined);
    // Only the first piece may come without a sign.
    if (!whole || (at > 0 && sign === '')) throw unreadable(text, variables);
    const size = numbers.read(factor ?? '1');
    const value = sign === '-' ? numbers.negate(size) : size;
    if (name === undefined) coefficient = numbers.add(coefficient, value);
    else {
      const axis = variables.indexOf(name);
      if (axis < 0) throw unreadable(text, variables);
      exponents[axis] = numbers.add(exponents[axis]!, value);
    }
  }
  if (text.trim() === '') throw unreadable(text, variables);
  return { coefficient, exponents };
}

function unreadable(text: string, variables: readonly string[]): InputError {
  return new InputError({
    what: 'a monomial cannot be read',
    value: text.trim(),
    expected: `a sum of numbers and of ${variables.join(', ')}, such as 3 or 1-2${variables[0] ?? ''}`,
    mend: 'Write a polynomial as max(1+2x, 3+y, 0).',
  });
}

function showMonomial<T>(numbers: Numbers<T>, { coefficient, exponents }: Monomial<T>, variables: readonly string[]) {
  const pieces = exponents.flatMap((exponent, axis) => {
    if (numbers.sign(exponent) === 0) return [];
    const factor = numbers.show(exponent);
    const shown = factor === '1' ? '' : factor === '-1' ? '-' : factor;
    return [`${shown}${variables[axis]!}`];
  });
  if (numbers.sign(coefficient) !== 0 || pieces.length === 0) pieces.unshift(numbers.show(coefficient));
  return pieces.reduce((text, each) => (each.startsWith('-') ? `${text}${each}` : `${text}+${each}`));
}
