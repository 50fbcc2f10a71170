import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import type { Curve } from './curve';
import { downsample } from './downsample';

const curveOf = (points: readonly (readonly [step: number, value: number])[]): Curve => ({
  steps: Int32Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
});

/** Values of which NaN, the infinities and equal ones are not rare. */
const value = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, 0, 1), fc.double());
const curves = fc
  .uniqueArray(fc.tuple(fc.nat(300), value), { selector: ([step]) => step, maxLength: 120 })
  .map((points) => points.sort(([a], [b]) => a - b));
const ranges = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const pixels = fc.integer({ min: 1, max: 150 });

const sum = (column: Int32Array) => column.reduce((a, b) => a + b, 0);
const numbers = (column: Iterable<number>) => [...column].filter((each) => !Number.isNaN(each));

test('the extremes of each third of a curve are kept', () => {
  const curve = curveOf([0, 9, 1, 2, NaN, -5, 3, 3, 4].map((each, step) => [step, each]));
  expect(downsample(curve, { from: 0, to: 8 }, 3)).toEqual({
    step: Int32Array.of(0, 3, 6),
    min: Float64Array.of(0, -5, 3),
    max: Float64Array.of(9, 2, 4),
    first: Float64Array.of(0, 2, 3),
    last: Float64Array.of(1, -5, 4),
    count: Int32Array.of(3, 2, 3),
    nan: Int32Array.of(0, 1, 0),
  });
});

test('with no more points than pixels nothing is changed', () => {
  fc.assert(
    fc.property(curves, (points) => {
      const curve = curveOf(points);
      const { step, min, max, first, last, count, nan } = downsample(curve, { from: 0, to: 300 }, points.length || 1);
      expect(step).toEqual(curve.steps);
      for (const column of [min, max, first, last]) expect(column).toEqual(curve.values);
      points.forEach(([, each], i) => expect([count[i], nan[i]]).toEqual(Number.isNaN(each) ? [0, 1] : [1, 0]));
    }),
  );
});

test('every point of the range is in one row, and no others are', () => {
  fc.assert(
    fc.property(curves, ranges, pixels, (points, range, width) => {
      const inside = points.filter(([step]) => step >= range.from && step <= range.to);
      const { step, count, nan } = downsample(curveOf(points), range, width);
      const nans = inside.filter(([, each]) => Number.isNaN(each)).length;
      expect([sum(count), sum(nan)]).toEqual([inside.length - nans, nans]);
      expect(step.length).toBeLessThanOrEqual(width);
      step.forEach((_, i) => expect(count[i]! + nan[i]!).toBeGreaterThan(0));
    }),
  );
});

test('rows are the points between their steps, with their extremes and their ends', () => {
  fc.assert(
    fc.property(curves, ranges, pixels, (points, range, width) => {
      const rows = downsample(curveOf(points), range, width);
      rows.step.forEach((step, i) => {
        const next = rows.step[i + 1] ?? range.to + 1;
        expect(next).toBeGreaterThan(step);
        const within = numbers(points.filter(([at]) => at >= step && at < next).map(([, each]) => each));
        expect(within).toHaveLength(rows.count[i]!);
        const lowest = within.length === 0 ? NaN : Math.min(...within);
        const highest = within.length === 0 ? NaN : Math.max(...within);
        // 0 and -0 are one value here.
        expect([rows.min[i]! + 0, rows.max[i]! + 0]).toEqual([lowest + 0, highest + 0]);
        expect([rows.first[i], rows.last[i]]).toEqual([within[0] ?? NaN, within.at(-1) ?? NaN]);
      });
      expect(rows.step.every((step) => step >= range.from && step <= range.to)).toBe(true);
    }),
  );
});

test('no row is wider than a pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), pixels, (points, width) => {
      const curve = curveOf(Array.from({ length: points }, (_, step) => [step, step]));
      const { min, max } = downsample(curve, { from: 0, to: points - 1 }, width);
      min.forEach((low, i) => expect(max[i]! - low + 1).toBeLessThanOrEqual(Math.ceil(points / width)));
    }),
  );
});

test('what is drawn once stays the same when it is drawn again', () => {
  fc.assert(
    fc.property(curves, ranges, pixels, (points, range, width) => {
      const once = downsample(curveOf(points), range, width);
      for (const values of [once.min, once.max]) {
        const again = downsample({ steps: once.step, values }, range, width);
        expect(again.step).toEqual(once.step);
        expect(again.min).toEqual(values);
        expect(again.max).toEqual(values);
      }
    }),
  );
});

test('a curve without points, or with none in the range, has no rows', () => {
  expect(downsample(curveOf([]), { from: 0, to: 9 }, 5).step).toHaveLength(0);
  expect(downsample(curveOf([[3, 1]]), { from: 4, to: 9 }, 5).step).toHaveLength(0);
});

test.each([
  ['steps that do not ascend', { steps: Int32Array.of(0, 2, 2), values: new Float64Array(3) }, { from: 0, to: 9 }, 5],
  ['a value too few', { steps: Int32Array.of(0, 1), values: new Float64Array(1) }, { from: 0, to: 9 }, 5],
  ['a range that ends before it begins', curveOf([]), { from: 1, to: 0 }, 5],
  ['a range of no number', curveOf([]), { from: NaN, to: 0 }, 5],
  ['no pixels', curveOf([]), { from: 0, to: 1 }, 0],
  ['half a pixel', curveOf([]), { from: 0, to: 1 }, 0.5],
])('%s is refused', (_, curve, range, width) => {
  expect(() => downsample(curve, range, width)).toThrow(InputError);
});
