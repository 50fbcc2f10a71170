import fc from 'fast-check';
import { counterpart, differencesTo } from './pairing';
import { byRecipe, trialOf } from './testing/grouped';

const groupOf = (hash: string, seeds: Readonly<Record<number, readonly number[]>>, first = 0) =>
  byRecipe(Object.entries(seeds).map(([seed, values]) => trialOf(hash, Number(seed), values, first)))[0]!;

test('differences are of the seeds that both have, level by level', () => {
  const baseline = groupOf('a', { 0: [1, 1], 1: [2, 5], 7: [100, 100] });
  const other = groupOf('b', { 0: [2, 4], 1: [5, 5], 8: [0, 0] });
  expect(differencesTo(baseline, other)).toMatchObject([
    { level: 0, n: 2, mean: 2 },
    { level: 1, n: 2, mean: 1.5 },
  ]);
});

test('a shift of every seed is the difference, with an interval of no width', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(values, fc.integer({ min: -9, max: 9 }), (all, shift) => {
      const baseline = groupOf('a', Object.fromEntries(all.map((value, seed) => [seed, [value]])));
      const moved = groupOf('b', Object.fromEntries(all.map((value, seed) => [seed, [value + shift]])));
      expect(differencesTo(baseline, moved)).toMatchObject([{ n: all.length, mean: shift, interval: [shift, shift] }]);
    }),
  );
});

test('levels are paired by density, not by number, and nothing is interpolated', () => {
  const { levels } = groupOf('a', { 0: [1, 2, 3] });
  expect(counterpart(levels, 0.25)?.level).toBe(2);
  expect(counterpart(levels, 0.2499)?.level).toBe(2);
  expect(counterpart(levels, 0.3)).toBeUndefined();
});

test('a baseline of one pruned level is held against levels of its density alone', () => {
  const pruned = groupOf('rigl', { 0: [5] }, 1);
  expect(differencesTo(pruned, groupOf('a', { 0: [9, 4, 3] }))).toMatchObject([{ level: 1, n: 1, mean: -1 }]);
});

test('the dense network is held against all, and one seed has no interval', () => {
  const dense = groupOf('dense', { 0: [5] });
  expect(differencesTo(dense, groupOf('a', { 0: [4, 3] }, 1))).toMatchObject([
    { level: 1, n: 1, mean: -1, interval: null },
    { level: 2, n: 1, mean: -2, interval: null },
  ]);
  expect(differencesTo(dense, groupOf('a', { 1: [4] }))).toEqual([]);
});
