import type { LevelResult } from '@tombola/shared';
import { areasInWords } from './areas';
import { studyById } from './literature/literature';
import type { StudyLevel } from './study-level';

const study = studyById('tropical-pruning');

const level = (arm: string, number: number, density: number, accuracy: number): StudyLevel => ({
  arm,
  draw: 0,
  result: {
    format: 'tombola-level-1',
    key: `${arm}-${number}`,
    seed: 0,
    level: number,
    density,
    layers: {},
    metrics: { testAccuracyAtEnd: accuracy },
    history: [],
    record: { seconds: 1 },
  } satisfies LevelResult,
});

test('the areas of a table that asks for them, by the labels of arms; of one that does not none', () => {
  const levels = [
    level('dense', 0, 1, 0.9),
    level('tropical', 0, 1, 0.9),
    level('tropical', 1, 0.5, 0.7),
    level('class-blind', 0, 1, 0.9),
    level('class-blind', 1, 0.5, 0.6),
  ];
  expect(areasInWords(study, levels)).toEqual([
    'Area under the curve of test accuracy, from 0.0 % to 50.0 % of the weights gone, over that width; the mean of seeds: ' +
      'tropical, neurons 80.00, class-blind 75.00.',
  ]);
  expect(
    areasInWords({ ...study, tables: study.tables.map((table) => ({ ...table, area: undefined })) }, levels),
  ).toEqual([]);
  expect(areasInWords(study, levels.slice(0, 1))).toEqual([]);
});
