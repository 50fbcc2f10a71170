import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import type { Masks } from '../masks';
import { angle, distance } from './distance';
import { disagreement, instability } from './instability';
import { evenly, interpolate } from './interpolate';

const layer = (...values: number[]) => ({ layer: tensor(Float32Array.from(values), [values.length]) });
const mask = (...bits: number[]): Masks => ({ layer: tensor(Uint8Array.from(bits), [bits.length], 'uint8') });

const alphas = evenly(30);
/** The instability of a function of one weight between two values of it. */
const between = (a: number, b: number, error: (weight: number) => number) =>
  instability(alphas.map((alpha) => error(interpolate(layer(a), layer(b), alpha).layer!.data[0]!)));

test('thirty even points go from 0 to 1', () => {
  expect(alphas).toHaveLength(30);
  expect([alphas[0], alphas[1], alphas[29]]).toEqual([0, 1 / 29, 1]);
});

test('a network with itself is perfectly stable, at every point to the bit', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.nat(29), (weight, i) => {
      expect(interpolate(layer(weight), layer(weight), alphas[i]!).layer!.data[0]).toBe(Math.fround(weight));
    }),
  );
  expect(between(0.3, 0.3, (weight) => Math.sin(100 * weight))).toBe(0);
});

test('the ends of a line are its networks to the bit', () => {
  const [a, b] = [layer(0.1, 1e30, -3), layer(-7e-20, 2, 5)];
  expect(interpolate(a, b, 1)).toEqual(a);
  expect(interpolate(a, b, 0)).toEqual(b);
});

test('of a convex error it is half the difference of the ends', () => {
  // Linear regression on x = 1, 2, 3 with y = 1, 2, 2.
  const loss = (w: number) => ((w - 1) ** 2 + (2 * w - 2) ** 2 + (3 * w - 2) ** 2) / 3;
  expect(between(0.5, 1.2, loss)).toBeCloseTo(Math.abs(loss(0.5) - loss(1.2)) / 2, 6);
  expect(between(0.5, 1.2, loss)).toBeCloseTo(0.21, 6);
});

test('of a tent between its feet it is the highest of the thirty points', () => {
  expect(between(-1, 1, (weight) => 1 - Math.abs(weight))).toBeCloseTo(28 / 29, 6);
});

test('it is never negative, and a line has two ends', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }), (errors) => {
      expect(instability(errors)).toBeGreaterThanOrEqual(0);
    }),
  );
  expect(() => instability([0.5])).toThrow(/a line has two ends/);
  expect(() => evenly(1)).toThrow(/a line has two ends/);
});

test('distance and angle look at what the masks keep only', () => {
  const [a, b] = [layer(3, 0, 9), layer(0, 4, -9)];
  expect(distance(a, b, mask(1, 1, 0))).toBe(5);
  expect(angle(a, b, mask(1, 1, 0))).toBe(90);
  expect(angle(a, a, mask(1, 1, 1))).toBe(0);
  expect(angle(layer(1, 1), layer(-2, -2), mask(1, 1))).toBe(180);
  expect(angle(layer(1, 0), layer(1, 1), mask(1, 1))).toBeCloseTo(45, 10);
});

test('networks disagree on the share of examples that they label differently', () => {
  expect(disagreement(Int32Array.of(1, 2, 3, 4), Int32Array.of(1, 0, 3, 0))).toBe(0.5);
});
