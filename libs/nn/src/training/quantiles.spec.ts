import { logisticQuantiles, normalQuantiles, QUANTILES } from './quantiles';

const moment = (values: Float32Array, power: number) =>
  values.reduce((sum, value) => sum + value ** power, 0) / values.length;

test('normal quantiles have the digits of the tables, and the moments of the distribution', () => {
  const table = normalQuantiles();
  expect(table).toHaveLength(QUANTILES);
  // Quantiles of 0.75, 0.975 and 0.999, between the middles of two shares.
  const at = (u: number) => (table[u * QUANTILES - 1]! + table[u * QUANTILES]!) / 2;
  expect(at(0.75)).toBeCloseTo(0.67449, 4);
  expect(table[Math.floor(0.975 * QUANTILES)]!).toBeCloseTo(1.95996, 3);
  expect(table[Math.floor(0.999 * QUANTILES)]!).toBeCloseTo(3.09023, 2);
  expect(table.at(-1)!).toBeCloseTo(4.3249, 4);
  expect(moment(table, 1)).toBe(0);
  expect(moment(table, 2)).toBeCloseTo(1, 4);
  expect(moment(table, 4)).toBeCloseTo(3, 2);
});

test('logistic quantiles are the logits of uniform numbers', () => {
  const table = logisticQuantiles();
  expect(table).toHaveLength(QUANTILES);
  [0, 1, 1234, 32_768, 65_535].forEach((i) => {
    const u = (i + 0.5) / QUANTILES;
    expect(table[i]!).toBeCloseTo(Math.log(u / (1 - u)), 5);
    expect(table[QUANTILES - 1 - i]!).toBeCloseTo(-table[i]!, 5);
  });
  expect(moment(table, 2)).toBeCloseTo(Math.PI ** 2 / 3, 2);
});

test.each([normalQuantiles, logisticQuantiles])('quantiles rise, and the same table is given again', (table) => {
  const values = table();
  expect(values.every((value, i) => i === 0 || value > values[i - 1]!)).toBe(true);
  expect(table()).toBe(values);
});
