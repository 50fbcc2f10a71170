import { metricUnit } from './metric-unit';

test.each([
  ['testAccuracyAtEarlyStop', 'percent'],
  ['validation.accuracy', 'percent'],
  ['earlyStopShare', 'percent'],
  ['earlyStopIteration', 'count'],
  ['trainLossAtEnd', 'number'],
] as const)('%s is a %s', (name, unit) => {
  expect(metricUnit(name)).toBe(unit);
});
