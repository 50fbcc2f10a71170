import { recipeSchema, studySchema } from '@tombola/shared';
import fc from 'fast-check';
import type { JsonSchema } from '../schema-form/json-schema';
import { lay } from '../schema-form/patch';
import { groupsOf } from '../schema-form/tree';
import { combinationsOf, MOST_ARMS, sweepStudy, type SweepRow } from './sweep';

const groups = groupsOf(recipeSchema.toJSONSchema({ io: 'input' }) as JsonSchema);
const base = {
  network: { name: 'mlp', hidden: [300, 100] },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 2000,
  method: { name: 'imp', levels: 5 },
};
const combine = (...rows: SweepRow[]) => combinationsOf(rows, groups, base, { steps: '100' });
const row = (path: string, values: string): SweepRow => ({ path, values });

test('a grid has every combination, over what was typed', () => {
  const grid = combine(row('optimizer.learningRate', '0.001, 0.01'), row('network.hidden', '300,100; 20'));
  expect(grid.map(({ recipe }) => [recipe['steps'], recipe['optimizer'], recipe['network']])).toEqual(
    [0.001, 0.01].flatMap((learningRate) =>
      [[300, 100], [20]].map((hidden) => [100, { name: 'adam', learningRate }, { name: 'mlp', hidden }]),
    ),
  );
});

test('values that are the same count once, rows without a member or values not at all', () => {
  expect(combine(row('steps', '10 1e1 10.0 20'), row('', '1,2'), row('batch', ' '))).toHaveLength(2);
  expect(combine()).toHaveLength(1);
});

test('which of several kinds can be swept too: what the other kind needs comes along', () => {
  expect(combine(row('optimizer.name', 'adam, sgd')).map(({ recipe }) => recipe['optimizer'])).toEqual([
    { name: 'adam', learningRate: 0.0012 },
    { name: 'sgd', learningRate: 0.0012 },
  ]);
});

test('what is more than a server takes is no grid', () => {
  const many = Array.from({ length: 15 }, (_, i) => i + 1).join(',');
  expect(15 * 15).toBeGreaterThan(MOST_ARMS);
  expect(combine(row('steps', many), row('batch', many))).toEqual([]);
});

test('every arm laid over the recipe of the study is its combination', () => {
  const values = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 });
  const shares = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(values, shares, (batches, rates) => {
      const grid = combine(
        row('batch', batches.join(',')),
        row('method.rate', rates.map((each) => each / 100).join(',')),
      );
      expect(grid).toHaveLength(batches.length * rates.length);
      const study = studySchema.parse(sweepStudy({ ...base, steps: 100 }, grid, [0, 1]));
      expect(study.arms.map((arm) => lay(study.recipe, arm.recipe))).toEqual(grid.map(({ recipe }) => recipe));
      expect(new Set(study.arms.map(({ id }) => id)).size).toBe(grid.length);
      study.arms.forEach((arm) => recipeSchema.parse(lay(study.recipe, arm.recipe)));
    }),
    { numRuns: 30 },
  );
});

test('a sweep says what it is', () => {
  const study = sweepStudy(base, combine(row('optimizer.learningRate', '0.001, 0.01'), row('batch', '60')), [0]);
  expect(study).toMatchObject({
    title: 'Sweep of learning rate and batch',
    question: 'What do learning rate and batch change?',
    arms: [
      { id: 'learning-rate-0-001-batch-60', label: 'learning rate 0.001, batch 60' },
      { label: 'learning rate 0.01, batch 60' },
    ],
  });
  expect(sweepStudy(base, combine(row('batch', '1')), [0]).question).toBe('What does batch change?');
});
