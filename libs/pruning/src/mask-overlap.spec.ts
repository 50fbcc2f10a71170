import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { maskOverlap, overlapOfCounts } from './mask-overlap';
import type { Masks } from './masks';

const masksOf = (...layers: ArrayLike<number>[]): Masks =>
  Object.fromEntries(
    layers.map((bits, i) => [`dense_${i + 1}/weights`, tensor(Uint8Array.from(bits), [bits.length], 'uint8')]),
  );
const bits = (text: string) => Array.from(text, Number);

test('what both keep over what either keeps, in each layer and in all', () => {
  const overlap = maskOverlap(masksOf(bits('1100'), bits('111000')), masksOf(bits('1010'), bits('011100')));
  expect(overlap.parameters['dense_1/weights']).toEqual({ both: 1, either: 3, jaccard: 1 / 3, expected: 1 / 3 });
  expect(overlap.parameters['dense_2/weights']).toEqual({ both: 2, either: 4, jaccard: 1 / 2, expected: 1 / 3 });
  // 1 + 2 of 3 + 4; of random ones 1 + 1.5 of 3 + 4.5.
  expect(overlap).toMatchObject({ both: 3, either: 7, jaccard: 3 / 7, expected: 1 / 3 });
});

test.each([0.5, 0.1])('two random masks of density %d have d / (2 - d), as expected', (density) => {
  const random = randomStream(1, 'masks');
  const mask = () => masksOf(Uint8Array.from({ length: 100_000 }, () => (random.uniform() < density ? 1 : 0)));
  const { jaccard, expected } = maskOverlap(mask(), mask());
  // A few thousandths are five deviations.
  expect(Math.abs(jaccard - density / (2 - density))).toBeLessThan(0.008);
  expect(Math.abs(expected - density / (2 - density))).toBeLessThan(0.008);
});

test('1 - Jaccard is a metric', () => {
  const three = fc.nat(30).chain((length) => {
    const mask = fc.array(fc.constantFrom(0, 1), { minLength: length, maxLength: length });
    return fc.tuple(mask, mask, mask);
  });
  const apart = (a: number[], b: number[]) => 1 - maskOverlap(masksOf(a), masksOf(b)).jaccard;
  fc.assert(
    fc.property(three, ([a, b, c]) => {
      expect(apart(b, a)).toBe(apart(a, b));
      expect(apart(a, b) === 0).toBe(a.join() === b.join());
      expect(apart(a, c)).toBeLessThanOrEqual(apart(a, b) + apart(b, c) + 1e-12);
    }),
  );
});

test('masks that keep nothing are the same, also of no layers', () => {
  expect(maskOverlap(masksOf([0, 0]), masksOf([0, 0])).jaccard).toBe(1);
  expect(overlapOfCounts([])).toEqual({ both: 0, either: 0, jaccard: 1, expected: 1 });
});

test('masks of other parameters or shapes are refused', () => {
  expect(() => maskOverlap(masksOf([1, 0]), masksOf([1, 0], [1]))).toThrow(/masks of different parameters/);
  expect(() => maskOverlap(masksOf([1, 0]), masksOf([1, 0, 1]))).toThrow(/dense_1\/weights 3.*dense_1\/weights 2/);
});
