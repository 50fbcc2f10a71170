import { alignSeries, type Line } from './align';

const line = (key: string, xs: number[], values: (number | null)[], more: Partial<Line> = {}): Line => ({
  key,
  label: key,
  index: 0,
  xs,
  values,
  ...more,
});

test('curves share one ascending axis; where a curve has no point there is none, and no number stays none', () => {
  const { data } = alignSeries([line('a', [0, 10, 20], [1, null, 3]), line('b', [5, 10], [7, 8])]);
  expect(data).toEqual([
    [0, 5, 10, 20],
    [1, undefined, null, 3],
    [undefined, 7, 8, undefined],
  ]);
});

test('a band is two columns before its curve', () => {
  const band = { low: [0, 1], high: [2, 3] };
  const { data, bands, series } = alignSeries([line('a', [1, 2], [1, 2], { band })]);
  expect(data.slice(1)).toEqual([
    [2, 3],
    [0, 1],
    [1, 2],
  ]);
  expect(bands).toMatchObject([{ high: 1, low: 2 }]);
  expect(series.map(({ role }) => role)).toEqual(['high', 'low', 'value']);
});

test('no curves are an axis without points', () => {
  expect(alignSeries([]).data).toEqual([[]]);
});
