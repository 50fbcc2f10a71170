import { random } from './random';

test('scores are uniform in [0, 1), the same for a seed and a draw, and independent otherwise', () => {
  const scores = random({ a: 10_000, b: 10 }, 1);
  const mean = scores.a!.reduce((sum, value) => sum + value, 0) / 10_000;
  // Five deviations of the mean of 10,000 uniform numbers.
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * 10_000));
  expect(Math.max(...scores.a!)).toBeLessThan(1);
  expect(Math.min(...scores.a!)).toBeGreaterThanOrEqual(0);
  expect(random({ a: 10_000, b: 10 }, 1)).toEqual(scores);
  expect(random({ a: 10_000, b: 10 }, 2).b).not.toEqual(scores.b);
  expect(random({ a: 10_000, b: 10 }, 1, 1).b).not.toEqual(scores.b);
});

test('one layer’s size does not change another one’s scores', () => {
  expect(random({ a: 3, b: 10 }, 1).b).toEqual(random({ b: 10 }, 1).b);
});
