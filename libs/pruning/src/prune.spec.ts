import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import type { Scores } from './criteria/scores';
import { collapsedLayers } from './layer-collapse';
import { countMask, countMasks, isNested, type Masks } from './masks';
import { pruneGlobally, pruneLayers, pruneLayersTo } from './prune';

const masksOf = (bits: Record<string, number[]>): Masks =>
  Object.fromEntries(Object.entries(bits).map(([name, each]) => [name, tensor(each, [each.length], 'uint8')]));
const scoresOf = (values: Record<string, number[]>): Scores =>
  Object.fromEntries(Object.entries(values).map(([name, each]) => [name, Float32Array.from(each)]));
const bitsOf = (masks: Masks) => Object.fromEntries(Object.entries(masks).map(([name, { data }]) => [name, [...data]]));

/** The example of O-11. */
const scores = scoresOf({ first: [0.9, 0.8, 0.1, 0.7], second: [0.05, 0.02, 0.6, 0.03, 0.04, 0.01] });
const dense = masksOf({ first: [1, 1, 1, 1], second: [1, 1, 1, 1, 1, 1] });

test('globally half of all weights go wherever they are lowest, layer by layer half of each', () => {
  expect(bitsOf(pruneGlobally(dense, scores, 5))).toEqual({ first: [1, 1, 1, 1], second: [0, 0, 1, 0, 0, 0] });
  const halves = { first: [1, 1, 0, 0], second: [1, 0, 1, 0, 1, 0] };
  expect(bitsOf(pruneLayers(dense, scores, { first: 2, second: 3 }))).toEqual(halves);
  expect(bitsOf(pruneLayersTo(dense, scores, { first: 2, second: 3 }))).toEqual(halves);
});

test('a global criterion empties a layer at high sparsity, which is found, and minKeep prevents it', () => {
  const collapsed = pruneGlobally(dense, scores, 7);
  expect(bitsOf(collapsed)).toEqual({ first: [1, 1, 0, 1], second: [0, 0, 0, 0, 0, 0] });
  expect(collapsedLayers(collapsed)).toEqual(['second']);
  expect(collapsedLayers(dense)).toEqual([]);
  const saved = pruneGlobally(dense, scores, 7, 1);
  expect(bitsOf(saved)).toEqual({ first: [1, 1, 0, 0], second: [0, 0, 1, 0, 0, 0] });
  expect(() => pruneGlobally(dense, scores, 7, 2)).toThrow(/at least 2 .* \(got 7\): expected at most 6/);
});

test('scores that are all equal, zero or not, never change a count', () => {
  for (const value of [0, -0, 1, Infinity]) {
    const ties = scoresOf({ first: Array<number>(4).fill(value), second: Array<number>(6).fill(value) });
    for (let count = 0; count <= 10; count++)
      expect(countMasks(pruneGlobally(dense, ties, count)).kept).toBe(10 - count);
    // Of equals the lowest index survives, in every layer.
    expect(bitsOf(pruneGlobally(dense, ties, 8, 1))).toEqual({ first: [1, 0, 0, 0], second: [1, 0, 0, 0, 0, 0] });
  }
});

test('NaN scores are refused, of pruned weights they do not matter', () => {
  const broken = scoresOf({ first: [1, NaN, 2, 3], second: [1, 2, 3, 4, 5, 6] });
  expect(() => pruneGlobally(dense, broken, 1)).toThrow(/NaN/);
  expect(() => pruneGlobally(dense, broken, 1, 1)).toThrow(/NaN/);
  const without = masksOf({ first: [1, 0, 1, 1], second: [1, 1, 1, 1, 1, 1] });
  expect(countMasks(pruneGlobally(without, broken, 1)).kept).toBe(8);
});

const score = fc.oneof(fc.constantFrom(0, -0, 1, 2, Infinity, -Infinity), fc.float({ noNaN: true }));
/** Layers of random sizes, some of their weights pruned before, and scores with many ties. */
const layers = fc
  .array(fc.array(fc.tuple(score, fc.constantFrom(0, 1)), { minLength: 1, maxLength: 30 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((each) => ({
    masks: masksOf(Object.fromEntries(each.map((layer, i) => [`l${i}`, layer.map(([, bit]) => bit)]))),
    scores: scoresOf(Object.fromEntries(each.map((layer, i) => [`l${i}`, layer.map(([value]) => value)]))),
  }));

test('whatever the shapes and scores: the count is exact, layers keep their least, and less is nested in more', () => {
  fc.assert(
    fc.property(layers, fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true }), ({ masks, scores }, minKeep, share) => {
      const { kept } = countMasks(masks);
      const least = Object.values(masks).map((mask) => Math.min(minKeep, countMask(mask).kept));
      const most = kept - least.reduce((sum, count) => sum + count, 0);
      const count = Math.floor(share * most);
      const pruned = pruneGlobally(masks, scores, count, minKeep);
      expect(countMasks(pruned).kept).toBe(kept - count);
      Object.values(pruned).forEach((mask, i) => expect(countMask(mask).kept).toBeGreaterThanOrEqual(least[i]!));
      expect(isNested(pruned, masks)).toBe(true);
      expect(isNested(pruneGlobally(masks, scores, most, minKeep), pruned)).toBe(true);
    }),
  );
});

test('minKeep changes nothing where every layer keeps as many anyway', () => {
  fc.assert(
    fc.property(layers, fc.double({ min: 0, max: 1, noNaN: true }), ({ masks, scores }, share) => {
      const count = Math.floor(share * countMasks(masks).kept);
      const free = pruneGlobally(masks, scores, count);
      fc.pre(
        Object.entries(free).every(([name, mask]) => countMask(mask).kept > 0 || countMask(masks[name]!).kept === 0),
      );
      expect(pruneGlobally(masks, scores, count, 1)).toEqual(free);
    }),
  );
});
