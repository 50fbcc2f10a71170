import type { MetricBands } from '@tombola/shared';
import { bandLines, curveLines, faintLine, type ChartLook } from './curve-lines';
import type { CurveRows } from './refine';

const look = { key: 'a', label: 'a', index: 0, dash: 0 };
const plain: ChartLook = { weight: 0, logX: false, logY: false };
const same = (step: number) => step;
const rows: CurveRows = {
  level: '0123456789ab-s0-l0',
  series: 'trainLoss',
  count: 9,
  steps: [0, 10, 20],
  min: [1, 2, 3],
  max: [4, 5, 6],
  first: [1, 2, 3],
  last: [2, 3, 4],
  nan: [0, 0, 0],
};
const band: MetricBands['bands'][number] = {
  arm: 'ticket',
  level: 1,
  trials: ['0123456789ab-s0', '0123456789ab-s1'],
  steps: [0, 10],
  n: [2, 1],
  notFinite: [0, 1],
  mean: [2, 3],
  std: [1, null],
  min: [1, 3],
  max: [3, 3],
  low: [-7, null],
  high: [11, null],
};

test('a curve goes through the last point of each pixel, within the extremes of all of them', () => {
  const [line, ...others] = curveLines(rows, look, (step) => step * 2, plain);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ xs: [0, 20, 40], values: [2, 3, 4], band: { low: [1, 2, 3], high: [4, 5, 6] } });
});

test('a curve whose every point is drawn has no band', () => {
  const [line] = curveLines({ ...rows, min: rows.last, max: rows.last }, look, same, plain);
  expect(line!.band).toBeUndefined();
});

test('points without a number are marked where they are, and so are infinite ones', () => {
  const broken = { ...rows, last: [2, null, 4], nan: [0, 0, 3] };
  expect(curveLines(broken, look, same, plain)[0]!.notNumbers).toEqual([10, 20]);
  expect(curveLines(rows, look, same, plain)[0]!.notNumbers).toBeUndefined();
});

test('a smoothed curve keeps what it was made from behind it', () => {
  const [raw, smoothed] = curveLines(rows, look, same, { ...plain, weight: 0.5 });
  expect(raw).toMatchObject({ faint: true, values: [2, 3, 4], band: { low: [1, 2, 3] } });
  expect(raw!.key).not.toBe(smoothed!.key);
  expect(smoothed!.band).toBeUndefined();
  expect(smoothed!.values[0]).toBe(2);
  expect(smoothed!.values[2]).toBeLessThan(4);
});

test('logarithmic axes leave out what they have no place for', () => {
  const [line] = curveLines({ ...rows, last: [2, -3, 4] }, look, same, { ...plain, logX: true, logY: true });
  expect(line).toMatchObject({ xs: [10, 20], values: [null, 4], band: { low: [2, 3], high: [5, 6] } });
});

test('a mean says at each place how many seeds it is of', () => {
  const [line] = bandLines(band, look, 'range', same, plain);
  expect(line!.band).toEqual({ low: [1, 3], high: [3, 3] });
  expect([0, 1, 2].map(line!.note!)).toEqual(['n = 2', 'n = 1, 1 not finite', '']);
  expect(line!.notNumbers).toEqual([10]);
  const [logarithmic] = bandLines(band, look, 'range', same, { ...plain, logX: true });
  expect(logarithmic!.note!(0)).toBe('n = 1, 1 not finite');
});

test('a band spans what was asked; one seed has no deviation and no interval', () => {
  expect(bandLines(band, look, 'std', same, plain)[0]!.band).toEqual({ low: [1, null], high: [3, null] });
  expect(bandLines(band, look, 'interval', same, plain)[0]!.band).toEqual({ low: [-7, null], high: [11, null] });
  expect(bandLines(band, look, 'none', same, plain)[0]!.band).toBeUndefined();
});

test('a member behind a mean is a line alone', () => {
  expect(faintLine(rows, look, same, { ...plain, weight: 0.9 })).toEqual({
    ...look,
    xs: [0, 10, 20],
    values: [2, 3, 4],
    faint: true,
  });
});
