import fc from 'fast-check';
import { InputError } from './errors';
import { randomStream } from './random';
import { bootstrapInterval, holm, meanInterval, pairedInterval, quantile, tTest } from './statistics';
import { mean, standardDeviation, summary } from './summary';

/** Extra hours of sleep under two drugs, ten patients: Student (1908), Biometrika 6. */
const sleep = {
  first: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
  second: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
};
const gain = sleep.second.map((value, i) => value - sleep.first[i]!);
const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);

test("Student's sleep data give his published mean, interval and p-value", () => {
  const { n, effect, interval } = pairedInterval(gain, 0.95);
  expect(n).toBe(10);
  expect(effect).toBeCloseTo(1.58, 10);
  expect(interval[0]).toBeCloseTo(0.7001142, 6);
  expect(interval[1]).toBeCloseTo(2.4598858, 6);
  expect(tTest(gain, 0)).toBeCloseTo(0.00283289, 7);
});

// Upper 2.5 % points of Student's t, as any table prints them.
test.each([
  [2, 12.706],
  [3, 4.303],
  [5, 2.776],
  [10, 2.262],
  [31, 2.042],
])('the 95 %% interval of %i values has the tabled half-width %f standard errors', (n, point) => {
  const values = Array.from({ length: n }, (_, i) => i);
  const [low, high] = meanInterval(values, 0.95);
  expect((high - low) / 2 / (standardDeviation(values)! / Math.sqrt(n))).toBeCloseTo(point, 3);
});

test('a summary has the sample standard deviation, and none for one value', () => {
  expect(summary([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ n: 8, mean: 5, std: Math.sqrt(32 / 7), min: 2, max: 9 });
  expect(summary([0.1])).toEqual({ n: 1, mean: 0.1, std: null, min: 0.1, max: 0.1 });
});

test('equal values have exactly their own mean and no spread', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: 2, max: 9 }), (value, n) => {
      const values = new Array<number>(n).fill(value);
      expect(mean(values)).toBe(value);
      expect(standardDeviation(values)).toBe(0);
      expect(meanInterval(values, 0.95)).toEqual([value, value]);
    }),
  );
});

test('small values survive beside large ones', () => {
  expect(mean([1e16, 1, -1e16, 1])).toBe(0.5);
});

test('an empty sample, a single value for an interval and NaN are refused', () => {
  expect(() => mean([])).toThrow(InputError);
  expect(() => meanInterval([1], 0.95)).toThrow(/2 values or more/);
  expect(() => summary([1, NaN])).toThrow(/value 1 of a sample/);
  expect(() => meanInterval([1, 2], 95)).toThrow(/confidence level/);
});

test('quantiles interpolate between order statistics', () => {
  expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
  expect(quantile([4, 1, 3, 2], 0)).toBe(1);
  expect(quantile([4, 1, 3, 2], 1)).toBe(4);
});

test('the p-value is below 1 - level exactly when the interval leaves the centre out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(0.8, 0.95, 0.99),
      (values, centre, level) => {
        const p = tTest(values, centre);
        fc.pre(Math.abs(p - (1 - level)) > 1e-9 && standardDeviation(values)! > 1e-9);
        const [low, high] = meanInterval(values, level);
        expect(p < 1 - level).toBe(centre < low || centre > high);
      },
    ),
  );
});

test('the bootstrap repeats with its stream and comes near the t interval of a large sample', () => {
  const stream = randomStream(3, 'sample');
  const values = Array.from({ length: 200 }, () => stream.normal());
  const draw = () => bootstrapInterval(values, 0.95, randomStream(3, 'bootstrap'), { resamples: 2000 });
  const [low, high] = draw();
  expect(draw()).toEqual([low, high]);
  const [tLow, tHigh] = meanInterval(values, 0.95);
  expect(Math.abs(low - tLow)).toBeLessThan(0.02);
  expect(Math.abs(high - tHigh)).toBeLessThan(0.02);
});

test('the bootstrap takes any statistic', () => {
  const median = (sample: readonly number[]) => quantile(sample, 0.5);
  const [low, high] = bootstrapInterval([1, 2, 3, 4, 100], 0.9, randomStream(1), { resamples: 500, statistic: median });
  expect(low).toBeGreaterThanOrEqual(1);
  expect(high).toBeLessThanOrEqual(100);
});

test("Holm's adjustment of a worked example", () => {
  // alpha = 0.05, m = 4: only the smallest two survive.
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([])).toEqual([]);
});

test('adjusted p-values keep the order, are no smaller, and stay within those of Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (ps) => {
      const adjusted = holm(ps);
      ps.forEach((p, i) => {
        expect(adjusted[i]!).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]!).toBeLessThanOrEqual(Math.min(1, p * ps.length) + 1e-12);
        ps.forEach((q, j) => {
          if (p < q) expect(adjusted[i]!).toBeLessThanOrEqual(adjusted[j]!);
        });
      });
    }),
  );
});
