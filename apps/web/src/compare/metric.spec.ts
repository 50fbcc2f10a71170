import { isLowerBetter } from './metric';

test.each([
  ['testAccuracyAtEnd', false],
  ['testLossAtEnd', true],
  ['earlyStopIteration', true],
  ['instability', true],
  ['disagreement', true],
])('less of %s is better: %s', (metric, lower) => {
  expect(isLowerBetter(metric)).toBe(lower);
});
