import type { Claim } from '@tombola/shared';
import fc from 'fast-check';
import { placeIn, rangeOf, thresholdOf } from './interval-plot-range';

const claim = (relation: Claim['relation'], margin = 0): Claim => ({
  id: 'c',
  sentence: 's',
  source: 's',
  metric: 'm',
  arm: 'a',
  against: { arm: 'b' },
  densities: [0, 1],
  relation,
  margin,
  confidence: 0.95,
});
const threshold = (relation: Claim['relation'], margin?: number) => thresholdOf([claim(relation, margin)], 'c');

test('thresholds as the judge has them', () => {
  expect(threshold('at least', 0.003)).toEqual({ at: -0.003, side: 'above' });
  expect(threshold('greater', 0.01)).toEqual({ at: 0.01, side: 'above' });
  expect(threshold('at most', 0.05)).toEqual({ at: 0.05, side: 'below' });
  expect(threshold('less', 0.05)).toEqual({ at: -0.05, side: 'below' });
  expect(Object.is(threshold('at least')!.at, 0)).toBe(true);
});

test('a declaration without the claim has no threshold', () => {
  expect(thresholdOf([], 'c')).toBeUndefined();
  expect(thresholdOf([{ ...claim('at least'), id: 'other' }], 'c')).toBeUndefined();
});

test('everything that is drawn stands within the axis', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, value, (effect, end, at) => {
      const interval: [number, number] = [Math.min(effect, end), Math.max(effect, end)];
      const range = rangeOf({ effect, interval }, { at, side: 'above' });
      for (const each of [0, effect, end, at]) {
        expect(placeIn(range, each)).toBeGreaterThanOrEqual(0);
        expect(placeIn(range, each)).toBeLessThanOrEqual(100);
      }
    }),
  );
});

test('a difference of nothing has an axis, too', () => {
  expect(placeIn(rangeOf({ effect: 0, interval: [0, 0] }, { at: 0, side: 'above' }), 0)).toBeCloseTo(50);
});
