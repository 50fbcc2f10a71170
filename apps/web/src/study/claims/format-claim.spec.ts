import { formatDifference, formatP } from './format-claim';

test('differences have their sign, percentages are points, nothing has none', () => {
  expect(formatDifference(0.0076, 'percent')).toBe('+0.76');
  expect(formatDifference(-0.0145, 'percent')).toBe('−1.45');
  expect(formatDifference(-0.00001, 'percent')).toBe('0.00');
  expect(formatDifference(-120.5, 'count')).toBe('−120.5');
  expect(formatDifference(0, 'number')).toBe('0');
});

test('no p-value is 0', () => {
  expect(formatP(0.0276)).toBe('0.028');
  expect(formatP(1e-9)).toBe('< 0.001');
  expect(formatP(null)).toBe('–');
});
