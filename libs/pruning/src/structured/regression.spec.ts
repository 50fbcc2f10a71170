import { randomStream } from '@tombola/shared';
import { crossProducts, outputsOf, regressionChannels, regressionWeights, type RegressionSamples } from './regression';
import { productsOf } from './semi-definite';

const random = randomStream(1, 'regression');
const normals = (length: number) => Float32Array.from({ length }, () => random.normal());

function samplesOf(patches: Float32Array, weights: Float32Array, owner: Int32Array): RegressionSamples {
  const inputs = owner.length;
  const results = outputsOf(patches, weights, inputs);
  const rights = crossProducts(patches, inputs, results);
  return { products: productsOf(patches, inputs), rights, weights, owner, channels: Math.max(...owner) + 1 };
}

/** Mean square of what the outputs of other weights are off. */
function error(patches: Float32Array, weights: Float32Array, other: Float32Array, inputs: number): number {
  const [a, b] = [outputsOf(patches, weights, inputs), outputsOf(patches, other, inputs)];
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length;
}

/** Every choice of so many channels. */
function choices(channels: number, count: number): Uint8Array[] {
  return Array.from({ length: 2 ** channels }, (_, bits) =>
    Uint8Array.from({ length: channels }, (_, c) => (bits >> c) & 1),
  ).filter((keep) => keep.reduce((sum, bit) => sum + bit, 0) === count);
}

test('without correlation it keeps the channels that make most of the outputs', () => {
  const patches = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
  const samples = samplesOf(patches, Float32Array.of(0.5, -3, 2, 1), Int32Array.of(0, 1, 2, 3));
  expect([4, 3, 2, 1].map((count) => regressionChannels(samples, count).join(''))).toEqual([
    '1111',
    '0111',
    '0110',
    '0100',
  ]);
});

test('of channels that say the same one goes, and the other takes its part over', () => {
  // The second channel is twice the first, the third is its own.
  const column = normals(40);
  const own = normals(40);
  const patches = Float32Array.from({ length: 120 }, (_, i) => {
    const place = Math.floor(i / 3);
    return [column[place]!, 2 * column[place]!, own[place]!][i % 3]!;
  });
  const weights = Float32Array.of(1, 1, 1, 1, 0.5, -1);
  const samples = samplesOf(patches, weights, Int32Array.of(0, 1, 2));
  const keep = regressionChannels(samples, 2);
  expect(keep[2]).toBe(1);
  expect(error(patches, weights, regressionWeights(samples, keep), 3)).toBeLessThan(1e-8);
});

test.each([1, 2, 3, 4])('of 5 channels it keeps %d, near the best choice of as many', (count) => {
  const owner = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
  const patches = normals(60 * 10);
  // Channels of unlike weight, so that there is a best choice to find.
  const weights = normals(3 * 10).map((w, i) => w * 3 ** (owner[i % 10]! % 3));
  const samples = samplesOf(patches, weights, owner);
  const keep = regressionChannels(samples, count);
  expect(keep.reduce((sum, bit) => sum + bit, 0)).toBe(count);
  const errors = choices(5, count).map((each) => error(patches, weights, regressionWeights(samples, each), 10));
  const own = error(patches, weights, regressionWeights(samples, keep), 10);
  expect(own).toBeLessThan(1.5 * Math.min(...errors) + 1e-9);
});

test('least squares beat the old weights, and no small change of a weight betters them', () => {
  const owner = Int32Array.of(0, 0, 1, 1, -1, 2);
  const mixed = normals(50 * 6).map((value, i, all) => value + (all[i - 1] ?? 0));
  const weights = normals(2 * 6);
  const samples = samplesOf(mixed, weights, owner);
  const keep = Uint8Array.of(1, 0, 1);
  const rebuilt = regressionWeights(samples, keep);
  const old = weights.map((weight, i) => (owner[i % 6] === 1 ? 0 : weight));
  expect([...rebuilt].map((weight, i) => weight === 0 && owner[i % 6] !== 1)).toEqual(new Array(12).fill(false));
  expect([2, 3, 8, 9].map((i) => rebuilt[i])).toEqual([0, 0, 0, 0]);
  const least = error(mixed, weights, rebuilt, 6);
  expect(least).toBeLessThan(error(mixed, weights, old, 6));
  for (const i of [0, 1, 4, 5, 6, 11]) {
    for (const change of [0.01, -0.01]) {
      const other = rebuilt.map((weight, k) => (k === i ? weight + change : weight));
      expect(error(mixed, weights, other, 6)).toBeGreaterThan(least);
    }
  }
});

test('a channel that makes nothing goes first', () => {
  const patches = normals(40).map((value, i) => (i % 4 === 1 ? 0 : value));
  const samples = samplesOf(patches, Float32Array.of(1, 5, 0.1, 1), Int32Array.of(0, 1, 2, 3));
  expect(regressionChannels(samples, 3).join('')).toBe('1011');
});

test('counts out of range and activations that are no numbers are refused', () => {
  const samples = samplesOf(Float32Array.of(1, 2), Float32Array.of(1, 1), Int32Array.of(0, 1));
  expect(() => regressionChannels(samples, 3)).toThrow(/cannot keep so many channels \(got 3\): expected 1 to 2/);
  const broken = samplesOf(Float32Array.of(1, NaN), Float32Array.of(1, 1), Int32Array.of(0, 1));
  expect(() => regressionChannels(broken, 1)).toThrow(/activation is NaN/);
});
