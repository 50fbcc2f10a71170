import { InputError, meanInterval, summary } from '@tombola/shared';
import fc from 'fast-check';
import { band } from './band';
import type { Curve } from './curve';

const curveOf = (points: readonly (readonly [step: number, value: number])[]): Curve => ({
  steps: Int32Array.from(points, ([step]) => step),
  values: Float64Array.from(points, ([, value]) => value),
});

const value = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  fc.constantFrom(NaN, Infinity),
);
const curves = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.nat(20), value), { selector: ([step]) => step, maxLength: 20 })
    .map((points) => points.sort(([a], [b]) => a - b)),
  { maxLength: 6 },
);

test('three seeds are their mean, spread and interval at the steps that they share', () => {
  const rows = band([
    curveOf([
      [0, 1],
      [10, 0.5],
    ]),
    curveOf([
      [0, 2],
      [10, 0.7],
    ]),
    curveOf([[0, 3]]),
  ]);
  const [low, high] = meanInterval([1, 2, 3], 0.95);
  expect(rows.step).toEqual([0, 10]);
  expect(rows.n).toEqual([3, 2]);
  expect(rows.mean).toEqual([2, 0.6]);
  expect(rows.std[0]).toBe(1);
  expect([rows.min, rows.max]).toEqual([
    [1, 0.5],
    [3, 0.7],
  ]);
  expect([rows.low[0], rows.high[0]]).toEqual([low, high]);
  // 4.303 standard errors for three values: any table of Student's t.
  expect(high - 2).toBeCloseTo(4.303 / Math.sqrt(3), 3);
});

test('a step that one curve has is a row of one, without spread and interval', () => {
  const rows = band([curveOf([[0, 1]]), curveOf([[5, 2]])]);
  expect(rows).toEqual({
    step: [0, 5],
    n: [1, 1],
    notFinite: [0, 0],
    mean: [1, 2],
    std: [null, null],
    min: [1, 2],
    max: [1, 2],
    low: [null, null],
    high: [null, null],
  });
});

test('a curve that diverged is counted, not averaged', () => {
  const rows = band([
    curveOf([
      [0, 1],
      [1, NaN],
    ]),
    curveOf([
      [0, 3],
      [1, Infinity],
    ]),
  ]);
  expect(rows.n).toEqual([2, 0]);
  expect(rows.notFinite).toEqual([0, 2]);
  expect([rows.mean, rows.min, rows.high]).toEqual([
    [2, null],
    [1, null],
    [expect.any(Number), null],
  ]);
});

test('rows are the union of the steps, each of exactly the members that have it', () => {
  fc.assert(
    fc.property(curves, (all) => {
      const rows = band(all.map(curveOf), 0.9);
      const steps = [...new Set(all.flat().map(([step]) => step))].sort((a, b) => a - b);
      expect(rows.step).toEqual(steps);
      steps.forEach((step, i) => {
        const values = all.flatMap((points) => points.filter(([at]) => at === step).map(([, each]) => each));
        const finite = values.filter(Number.isFinite);
        expect([rows.n[i], rows.notFinite[i]]).toEqual([finite.length, values.length - finite.length]);
        const row = { n: rows.n[i], mean: rows.mean[i], std: rows.std[i], min: rows.min[i], max: rows.max[i] };
        if (finite.length > 0) expect(row).toEqual(summary(finite));
        const interval = finite.length > 1 ? meanInterval(finite, 0.9) : [null, null];
        expect([rows.low[i], rows.high[i]]).toEqual(interval);
      });
      for (const column of Object.values(rows)) expect(column).toHaveLength(steps.length);
    }),
  );
});

test('the order of the curves changes nothing but the last bits of sums', () => {
  fc.assert(
    fc.property(curves, (all) => {
      const [there, back] = [band(all.map(curveOf)), band([...all].reverse().map(curveOf))];
      expect([back.step, back.n, back.notFinite, back.min, back.max]).toEqual([
        there.step,
        there.n,
        there.notFinite,
        there.min,
        there.max,
      ]);
    }),
  );
});

test('no curves are a band of no rows', () => {
  expect(band([]).step).toEqual([]);
  expect(band([curveOf([])]).step).toEqual([]);
});

test('steps that do not ascend and an impossible confidence are refused', () => {
  expect(() =>
    band([
      curveOf([
        [1, 0],
        [1, 0],
      ]),
    ]),
  ).toThrow(InputError);
  expect(() => band([curveOf([[1, 0]]), curveOf([[1, 2]])], 1)).toThrow(InputError);
});
