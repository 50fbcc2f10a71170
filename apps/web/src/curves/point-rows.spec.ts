import type { Line } from '../charts/align';
import { pointRows, summarise } from './point-rows';

const line: Line = {
  key: 'a',
  label: 'ticket',
  index: 0,
  xs: [0, 10, 20],
  values: [3, 1, null],
  band: { low: [2, 0.5, null], high: [4, 2, null] },
  notNumbers: [20],
};
const faint: Line = { ...line, key: 'a as it is', faint: true };

test('every point that is drawn is a row with its band; what stands behind goes by its key', () => {
  expect(pointRows([faint, line], null)).toHaveLength(6);
  expect(pointRows([line], null)).toEqual([
    ['ticket', 0, 3, 2, 4],
    ['ticket', 10, 1, 0.5, 2],
    ['ticket', 20, null, null, null],
  ]);
  expect(pointRows([faint], null)[0]![0]).toBe('a as it is');
});

test('only the part that is shown goes out', () => {
  expect(pointRows([line], { min: 5, max: 15 })).toEqual([['ticket', 10, 1, 0.5, 2]]);
});

test('a curve in short: its last number, its extremes, what was none', () => {
  expect(summarise([faint, line])).toEqual([
    { key: 'a', label: 'ticket', points: 3, least: 0.5, greatest: 4, last: 1, lastX: 10, notNumbers: 1 },
  ]);
});

test('a curve without a number has none to say', () => {
  const [summary] = summarise([{ key: 'a', label: 'a', index: 0, xs: [0], values: [null] }]);
  expect(summary).toMatchObject({ least: null, greatest: null, last: null, lastX: null });
});
