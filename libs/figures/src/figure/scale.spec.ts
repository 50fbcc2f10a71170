import fc from 'fast-check';
import { formatDensity, formatTicks } from './format';
import { scale, niceTicks } from './scale';

test('a scale meets its ends, and a log scale turns ratios into distances', () => {
  const log = scale('log', [1, 0.01], [0, 100]);
  expect([log(1), log(0.1), log(0.01)].map((pixel) => Math.round(pixel * 1e9) / 1e9)).toEqual([0, 50, 100]);
  expect(scale('linear', [2, 4], [100, 0])(3)).toBe(50);
  expect(scale('linear', [2, 2], [0, 100])(2)).toBe(50);
});

test.each([
  [0.9563, 0.9834, [0.955, 0.96, 0.965, 0.97, 0.975, 0.98, 0.985]],
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [3200, 11450, [2000, 4000, 6000, 8000, 10000, 12000]],
])('ticks from %f to %f are round', (low, high, ticks) => {
  expect(niceTicks('linear', low, high)).toEqual(ticks);
});

test('log ticks are 1, 2, 5 or powers of ten, and linear within a small factor', () => {
  expect(niceTicks('log', 150, 4000)).toEqual([100, 200, 500, 1000, 2000, 5000]);
  expect(niceTicks('log', 1, 1e6)).toEqual([1, 10, 100, 1000, 1e4, 1e5, 1e6]);
  expect(niceTicks('log', 1000, 1100)).toEqual([1000, 1020, 1040, 1060, 1080, 1100]);
});

test('ticks enclose the data, ascend, and are few', () => {
  const value = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.constantFrom('linear' as const, 'log' as const), (a, b, kind) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const ticks = niceTicks(kind, low, high);
      expect(ticks[0]!).toBeLessThanOrEqual(low * (1 + 1e-6));
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(high * (1 - 1e-6));
      ticks.slice(1).forEach((tick, i) => expect(tick).toBeGreaterThan(ticks[i]!));
      expect(ticks.length).toBeLessThanOrEqual(12);
    }),
  );
});

test('numbers are written as the literature writes them', () => {
  expect([1, 0.512, 0.07, 0.00415].map(formatDensity)).toEqual(['100', '51.2', '7.0', '0.41']);
  expect(formatTicks([0.975, 0.98], 'percent')).toEqual(['97.5', '98.0']);
  expect(formatTicks([5000, 10000], 'count')).toEqual(['5,000', '10,000']);
});

test('a single value has ticks around it: below 100 %, above 0', () => {
  expect(niceTicks('linear', 1, 1)).toEqual([0.8, 1]);
  expect(niceTicks('linear', 0, 0)).toEqual([0, 1]);
});
