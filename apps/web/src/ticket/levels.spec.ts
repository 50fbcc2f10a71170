import type { LevelOut } from '@tombola/shared';
import { densityTable, doneLevels, layerName, levelNumber, neighbours } from './levels';

const level = (n: number, more: Partial<LevelOut> = {}): LevelOut => ({
  ...{ id: `0123456789ab-s0-l${n}`, trial: '0123456789ab-s0', level: n, parent: null, state: 'done', device: 'cpu' },
  ...{ attempt: 1, worker: null, step: 1, steps: 1, checkpointStep: null, density: 0.5 ** n },
  layers: { 'dense_10/weights': { kept: 4, total: 8 }, 'dense_2/weights': { kept: 3, total: 4 } },
  ...{ metrics: null, record: null, error: null, startedAt: null, finishedAt: null },
  ...more,
});

test('levels with tickets are those that are done, from the first on', () => {
  const tree = [level(2), level(0), level(1, { state: 'running', density: null, layers: null })];
  expect(doneLevels(tree).map((each) => each.level)).toEqual([0, 2]);
});

test('neighbours are the levels before and after; a level that is not there has none', () => {
  const levels = doneLevels([level(0), level(1), level(2)]);
  const at = (index: number) => neighbours(levels, `0123456789ab-s0-l${index}`);
  expect([at(0).previous?.level, at(0).next?.level]).toEqual([undefined, 1]);
  expect([at(1).previous?.level, at(1).next?.level]).toEqual([0, 2]);
  expect([at(2).previous?.level, at(2).next?.level]).toEqual([1, undefined]);
  expect(at(7)).toEqual({ index: -1, previous: undefined, next: undefined });
});

test('the table of densities has layers in the order of their numbers, and no number where a layer is not', () => {
  const other = level(1, { layers: { 'dense_2/weights': { kept: 1, total: 4 } } });
  expect(densityTable(doneLevels([level(0), other]))).toEqual({
    layers: ['dense_2/weights', 'dense_10/weights'],
    rows: [
      { id: '0123456789ab-s0-l0', level: 0, density: 1, densities: [0.75, 0.5] },
      { id: '0123456789ab-s0-l1', level: 1, density: 0.5, densities: [0.25, null] },
    ],
  });
});

test('a layer is named without what all of them have', () => {
  expect(['dense_1/weights', 'norm/scale'].map(layerName)).toEqual(['dense_1', 'norm/scale']);
});

test('a level has its number in its id', () => {
  expect(['a3c89af2035f-s0-l12', '4b30ae98234e-s17-l0'].map(levelNumber)).toEqual([12, 0]);
});
