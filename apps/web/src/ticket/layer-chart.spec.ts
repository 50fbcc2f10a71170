import { layerChart } from './layer-chart';
import type { DensityTable } from './levels';

const table: DensityTable = {
  layers: ['dense_1/weights', 'dense_2/weights'],
  rows: [
    { id: 'l0', level: 0, density: 1, densities: [1, 1] },
    { id: 'l1', level: 1, density: 0.5, densities: [0.5, null] },
    { id: 'l2', level: 2, density: 0.1, densities: [0.02, 0] },
  ],
};

test.each(['log', 'linear'] as const)('every number of a %s chart has a point within the picture', (kind) => {
  const { marks, width, height } = layerChart(table, { width: 400, kind, dark: false, current: 'l1' });
  const points = marks.filter(({ tag }) => tag === 'rect');
  expect(points.map(({ title }) => title)).toEqual([
    ...['dense_1, level 0: 100 %', 'dense_1, level 1: 50.0 %', 'dense_1, level 2: 2.0 %'],
    ...['dense_2, level 0: 100 %', 'dense_2, level 2: 0.00 %'],
    ...['all layers, level 0: 100 %', 'all layers, level 1: 50.0 %', 'all layers, level 2: 10.0 %'],
  ]);
  for (const { attributes } of points) {
    expect(Number(attributes['x'])).toBeGreaterThan(0);
    expect(Number(attributes['x'])).toBeLessThan(width);
    expect(Number(attributes['y'])).toBeGreaterThan(0);
    expect(Number(attributes['y'])).toBeLessThan(height);
  }
});

test('less is lower, whatever the scale', () => {
  for (const kind of ['log', 'linear'] as const) {
    const { marks } = layerChart(table, { width: 400, kind, dark: true, current: 'none' });
    const ys = marks
      .filter(({ title }) => title?.startsWith('dense_1'))
      .map(({ attributes }) => Number(attributes['y']));
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
  }
});
