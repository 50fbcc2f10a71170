import fc from 'fast-check';
import { mlp } from '@tombola/nn';
import { prunableOf } from '@tombola/nn';
import { sizeOf } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import type { Scores } from '../criteria/scores';
import { countMask, countMasks, denseMasks, isNested, type Masks } from '../masks';
import { cubic } from '../schedules/cubic';
import { gradualMasks, type GradualMasksOptions } from './gradual-masks';

const network = mlp({ inputShape: [1, 5, 5], hidden: [16, 12], classes: 4 });
const dense = denseMasks(network);
const kept = (masks: Masks) => Object.values(masks).map((mask) => countMask(mask).kept);

/** Scores with many ties, different in every call. */
function scoresOf(seed: number): Scores {
  return Object.fromEntries(
    prunableOf(network).map(({ name, shape }) => {
      const random = randomStream(seed, 'scores', name);
      return [name, Float32Array.from({ length: sizeOf(shape) }, () => random.integer(9))];
    }),
  );
}

const options = (members: Partial<GradualMasksOptions> = {}): GradualMasksOptions => ({
  sparsity: 0.9,
  scope: 'layer',
  outputCap: 1,
  denseFirst: false,
  minKeep: 0,
  ...members,
});

test('within layers the counts are those of the schedule, to the weight', () => {
  const prune = gradualMasks(network, options());
  // 400, 192 and 48 weights; 90 % of all is 576: 360, 172.8 and 43.2.
  expect(kept(prune(dense, scoresOf(1), 1))).toEqual([40, 19, 5]);
  // Half way the cubic is at 0.7 / 0.8 of its end: 315, 151.4 and 37.6.
  const halfway = cubic(50, { final: 0.8, begin: 0, end: 100 }) / 0.8;
  expect(halfway).toBeCloseTo(0.875, 12);
  expect(kept(prune(dense, scoresOf(1), halfway))).toEqual([400 - 315, 192 - 151, 48 - 38]);
});

test('globally the count is that of the whole network, and no layer loses more than it may', () => {
  const all = gradualMasks(network, options({ scope: 'global' }))(dense, scoresOf(2), 0.5);
  expect(countMasks(all).kept).toBe(640 - 288);
  // Scores that would empty the output layer.
  const scores = { ...scoresOf(2), 'dense_3/weights': new Float32Array(48).fill(-1) };
  const empty = gradualMasks(network, options({ scope: 'global' }))(dense, scores, 1);
  expect(kept(empty)[2]).toBe(0);
  const capped = gradualMasks(network, options({ scope: 'global', outputCap: 0.5 }))(dense, scores, 1);
  expect(kept(capped)[2]).toBe(24);
  const least = gradualMasks(network, options({ scope: 'global', minKeep: 3 }))(dense, scores, 1);
  expect(kept(least)[2]).toBe(3);
  const first = gradualMasks(network, options({ scope: 'global', sparsity: 0.3, denseFirst: true }))(dense, scores, 1);
  expect(kept(first)[0]).toBe(400);
  for (const masks of [empty, capped, least]) expect(countMasks(masks).kept).toBe(64);
  expect(countMasks(first).kept).toBe(448);
});

test('by any schedule counts are exact at every update and masks nested, whatever the scores become', () => {
  fc.assert(
    fc.property(
      fc.record({
        scope: fc.constantFrom('layer' as const, 'global' as const),
        sparsity: fc.double({ min: 0, max: 0.94, noNaN: true }),
        outputCap: fc.double({ min: 0.3, max: 1, noNaN: true }),
        minKeep: fc.integer({ min: 0, max: 2 }),
        initial: fc.double({ min: 0, max: 1, noNaN: true }),
        exponent: fc.integer({ min: 1, max: 4 }),
        updates: fc.integer({ min: 1, max: 6 }),
        seed: fc.nat(),
      }),
      ({ scope, sparsity, outputCap, minKeep, initial, exponent, updates, seed }) => {
        const prune = gradualMasks(network, options({ scope, sparsity, outputCap, minKeep }));
        const last = Math.floor(sparsity * 640 + 0.5);
        let masks = dense;
        for (let update = 0; update <= updates; update++) {
          const progress = cubic(update, { final: 1, initial, begin: 0, end: updates, exponent });
          const next = prune(masks, scoresOf(seed + update), progress);
          expect(isNested(next, masks)).toBe(true);
          const gone = 640 - countMasks(next).kept;
          // Within layers each rounds for itself.
          if (scope === 'global') expect(gone).toBe(Math.floor(progress * last + 0.5));
          else expect(Math.abs(gone - progress * last)).toBeLessThanOrEqual(1.5);
          masks = next;
        }
        expect(640 - countMasks(masks).kept).toBe(last);
      },
    ),
    { numRuns: 60 },
  );
});

test('a NaN score is refused', () => {
  const scores = { ...scoresOf(1), 'dense_1/weights': new Float32Array(400).fill(NaN) };
  for (const scope of ['layer', 'global'] as const) {
    expect(() => gradualMasks(network, options({ scope }))(dense, scores, 1)).toThrow(/score is NaN/);
  }
});
