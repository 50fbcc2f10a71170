import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { fractionBits, nearestFloat, toInteger } from './float';
import { fraction, gcd, lcm, rational, showRational, toFloat } from './rational';
import { rationals } from './rationals';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test('texts are read and printed in lowest terms', () => {
  const shown = ['3', '-5/2', '10/4', '1.25', '.5', '-0.1', '6.02e3', '1e-2', '1.5/0.5', '-0'].map((text) =>
    showRational(rational(text)),
  );
  expect(shown).toEqual(['3', '-5/2', '5/2', '5/4', '1/2', '-1/10', '6020', '1/100', '3', '0']);
});

test.each(['', 'x', '1/0', '1/2/3', '1e', '--1', '.', '1/'])('%j is no number', (text) => {
  expect(() => rational(text)).toThrow(InputError);
});

test('NaN and infinities have no exact value', () => {
  expect(() => rational(NaN)).toThrow('a number has no exact value (got "NaN")');
  expect(() => rational(-Infinity)).toThrow(InputError);
});

test('every float is a fraction and comes back', () => {
  fc.assert(fc.property(finite, (x) => toFloat(rational(x)) === x));
  expect(showRational(rational(0.1))).toBe('3602879701896397/36028797018963968');
});

test('a float has the digits after the point that its fraction says', () => {
  fc.assert(
    fc.property(finite, (x) => {
      const k = fractionBits(x);
      expect(rational(x).denominator).toBe(1n << BigInt(k));
      expect(toInteger(x, k + 7)).toBe(toInteger(x, k) * 128n);
    }),
  );
  expect([5e-324, 2 ** -1022, 0.75, 3, 2 ** -1030 * 3].map(fractionBits)).toEqual([1074, 1022, 2, 0, 1030]);
  expect(toInteger(1e300, 1074)).toBe(BigInt(1e300) << 1074n);
});

test('quotients round to the nearest float, ties to even', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-150, max: 1e150, noNaN: true }), fc.bigInt(1n, 1n << 80n), (x, scale) => {
      const { numerator, denominator } = rational(x);
      expect(nearestFloat(-numerator * scale, denominator * scale)).toBe(-x);
    }),
  );
  const one = 1n << 60n;
  const half = 1n << 7n; // half of the last place of 1
  expect(nearestFloat(one + half, one)).toBe(1);
  expect(nearestFloat(one + half + 1n, one)).toBe(1 + 2 ** -52);
  expect(nearestFloat(one + 3n * half, one)).toBe(1 + 2 ** -51);
  expect(nearestFloat(10n ** 400n, 10n ** 100n)).toBe(1e300);
  expect(nearestFloat(10n ** 400n, 1n)).toBe(Infinity);
  expect(nearestFloat(1n, 10n ** 400n)).toBe(0);
});

test('fractions are a field', () => {
  const some = fc.tuple(fc.bigInt(-50n, 50n), fc.bigInt(1n, 50n)).map(([n, d]) => fraction(n, d));
  const { add, subtract, multiply, divide, negate, compare, sign, zero, one } = rationals;
  fc.assert(
    fc.property(some, some, some, (a, b, c) => {
      expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
      expect(add(a, negate(a))).toEqual(zero);
      expect(subtract(a, b)).toEqual(add(a, negate(b)));
      if (sign(a) !== 0) expect(divide(multiply(a, b), a)).toEqual(b);
      expect(multiply(a, one)).toEqual(a);
      expect(compare(a, b)).toBe(sign(subtract(a, b)));
    }),
  );
});

test('common divisors and multiples', () => {
  expect([gcd(12n, -18n), gcd(0n, 0n), gcd(0n, 5n), lcm(4n, 6n)]).toEqual([6n, 0n, 5n, 12n]);
});
