import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { checkFinite } from './check-finite';
import { floats } from './floats';
import { integers } from './integers';
import { rational, type Rational } from './rational';
import { rationals } from './rationals';
import type { Point, Point3, Ring } from './ring';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
// Products that cancel, and those that leave the range of floats, are the hard ones.
const hard = fc.oneof(
  finite,
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(1e-200, 3e-200, 1e200, 5e-324, 0.1, 0.3),
);
const point = fc.tuple(hard, hard);
const point3 = fc.tuple(hard, hard, hard);

test.each([
  ['floats', floats as unknown as Ring<unknown>, Number],
  ['rationals', rationals as unknown as Ring<unknown>, rational],
  ['integers', integers as unknown as Ring<unknown>, BigInt],
])('%s: left turns, sides above and counter-clockwise vectors are positive', (_, ring, of) => {
  const p = (...x: number[]) => x.map((each) => of(each)) as unknown as Point<unknown> & Point3<unknown>;
  expect(Math.sign(ring.cross(p(1, 0), p(0, 1)))).toBe(1);
  expect(Math.sign(ring.turn(p(0, 0), p(1, 0), p(0, 1)))).toBe(1);
  expect(Math.sign(ring.side(p(0, 0, 0), p(1, 0, 0), p(0, 1, 0), p(0, 0, 1)))).toBe(1);
});

test('signs of floats are those of their exact values', () => {
  const exact = <P extends readonly number[]>(p: P) => p.map(rational) as unknown as Point<Rational> & Point3<Rational>;
  const same = (a: number, b: number) => expect(Math.sign(a) + 0).toBe(Math.sign(b));
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      same(floats.cross(a, b), rationals.cross(exact(a), exact(b)));
      same(floats.turn(a, b, c), rationals.turn(exact(a), exact(b), exact(c)));
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(point3, point3, point3, point3, (a, b, c, d) => {
      same(floats.side(a, b, c, d), rationals.side(exact(a), exact(b), exact(c), exact(d)));
    }),
    { numRuns: 300 },
  );
});

test('vectors that rounding makes parallel are not', () => {
  const a: Point = [1 + 2 ** -52, 1];
  const b: Point = [1 + 2 ** -51, 1 + 2 ** -52];
  expect(a[0] * b[1] - a[1] * b[0]).toBe(0);
  expect(Math.sign(floats.cross(a, b))).toBe(1);
  expect(floats.cross([1e-200, 0], [0, 1e-200])).toBe(1);
  expect(floats.cross([1e200, 1e200], [1e200, 1e200])).toBe(0);
});

test('partial sums of floats keep what rounding loses', () => {
  const steps = [1e17, 1, 1, 1, -1e17];
  expect(floats.partialSums(0, steps).at(-1)).toBe(3);
  expect(steps.reduce((sum, step) => sum + step, 0)).not.toBe(3);
  expect(integers.partialSums(1n, [2n, -5n])).toEqual([1n, 3n, -2n]);
});

test('a common denominator makes integers of everything', () => {
  const values = ['1/6', '3/4', '2'].map(rational);
  const d = rationals.commonDenominator(values);
  expect(d).toBe(12n);
  expect(values.map((value) => rationals.times(d)(value))).toEqual([2n, 9n, 24n]);
  expect(floats.commonDenominator([0.5, 0.375, 7])).toBe(8n);
  expect([0.5, 0.375, 7].map((value) => floats.times(8n)(value))).toEqual([4n, 3n, 56n]);
  expect(floats.over(8n)(3n)).toBe(0.375);
  expect(floats.times(24n)(0.375)).toBe(9n);
  expect(floats.over(24n)(9n)).toBe(0.375);
  expect(floats.over(1n << 2000n)(3n << 1999n)).toBe(1.5);
});

test('NaN and infinities are refused with the place where they are', () => {
  expect(() => checkFinite(floats, [1, NaN], 'a weight of layer 1')).toThrow(InputError);
  expect(() => checkFinite(floats, [Infinity], 'a bias')).toThrow('a bias is not a finite number (got "Infinity")');
  expect(() => checkFinite(rationals, [rational(1)], 'a bias')).not.toThrow();
});
