import { matrixSchema, type LevelResult } from '@tombola/shared';
import type { Study } from './study';
import type { StudyLevel } from './study-level';
import { studyMatrices } from './study-matrices';

const spec = matrixSchema.parse({
  kind: 'level',
  id: 'distances',
  title: 'Distances',
  unit: 'number',
  rowsLabel: 'step',
  columnsLabel: 'step',
  arm: 'eb',
  level: 1,
  matrix: 'distances',
});
const level = (seed: number, matrix: NonNullable<LevelResult['matrices']>[string]): StudyLevel => ({
  ...{ arm: 'eb', draw: 0 },
  result: { seed, level: 1, matrices: { distances: matrix } } as unknown as LevelResult,
});
const matrixOf = (levels: readonly StudyLevel[]) =>
  studyMatrices({ matrices: [spec] } as unknown as Study, levels, [])[0]?.data;

test('a cell is the mean over the seeds that have both of its places, whichever seed comes first', () => {
  const short = level(0, {
    places: [0, 5],
    values: [
      [0, 1],
      [1, 0],
    ],
  });
  const long = level(1, {
    places: [0, 5, 10],
    values: [
      [0, 3, 4],
      [3, 0, 5],
      [4, 5, 0],
    ],
  });
  const expected = {
    rows: ['0', '5', '10'],
    columns: ['0', '5', '10'],
    values: [
      [0, 2, 4],
      [2, 0, 5],
      [4, 5, 0],
    ],
    n: [1, 2],
  };
  expect(matrixOf([short, long])).toEqual(expected);
  expect(matrixOf([long, short])).toEqual(expected);
  const third = { ...long, result: { ...long.result, seed: 2 } };
  expect(matrixOf([long, third])!.n).toEqual([2, 2]);
  // A second draw of a seed is no second seed.
  expect(matrixOf([short, { ...short, draw: 1 }, long])).toEqual(expected);
});

test('places that no seed has together have no number, levels without the matrix are none', () => {
  const at = (place: number) => level(place, { places: [place], values: [[0]] });
  expect(matrixOf([at(0), at(5)])).toMatchObject({
    values: [
      [0, null],
      [null, 0],
    ],
    n: [0, 1],
  });
  expect(matrixOf([{ ...at(0), arm: 'other' }])).toBeUndefined();
});
