import { recipeHash, type RecipeInput } from '@tombola/shared';
import { planStudy, readStudy } from '@tombola/studies';
import { studyOfRecipe } from '../api/recipe-study';
import { rowsOf } from './rows';

const training: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  steps: 10,
};
const imp = { name: 'imp', levels: 2 } as const;
const rows = (recipe: RecipeInput) => rowsOf(planStudy(readStudy(studyOfRecipe(recipe, [0])), { scale: 'quick' }));

test('the source of a transferred ticket is trained first, as a trial of its own that is in no arm', () => {
  const dataset = { name: 'fashion-mnist' } as const;
  const recipe: RecipeInput = { ...training, method: { name: 'transfer', source: { method: imp, dataset } } };
  const { levels, trials, members } = rows(recipe);
  const own = recipeHash(recipe);
  const source = recipeHash({ ...training, method: imp, dataset });
  const dense = recipeHash({ ...training, dataset });
  expect(levels.map(({ id, parent_id }) => [id, parent_id])).toEqual([
    [`${dense}-s0-l0`, null],
    [`${source}-s0-l1`, `${dense}-s0-l0`],
    [`${own}-s0-l1`, `${source}-s0-l1`],
    [`${source}-s0-l2`, `${source}-s0-l1`],
    [`${own}-s0-l2`, `${source}-s0-l2`],
  ]);
  expect(trials.map(({ recipe_hash }) => recipe_hash).sort()).toEqual([own, source, dense].sort());
  expect(members.map(({ trial_id }) => trial_id)).toEqual([`${own}-s0`]);
});

test('rounds of strategy 2 are those of a recipe that trains on', () => {
  const { levels } = rows({ ...training, method: { ...imp, strategy: 2 } });
  const chain = recipeHash({ ...training, method: { ...imp, restart: { name: 'learning-rate' } } });
  const dense = recipeHash(training);
  expect(levels.map(({ parent_id }) => parent_id)).toEqual([
    null,
    `${dense}-s0-l0`,
    `${dense}-s0-l0`,
    `${chain}-s0-l1`,
  ]);
});

test('a training in another order comes after the ticket that it repeats', () => {
  const method = { ...imp, restart: { name: 'rewind', step: 2 } } as const;
  const recipe: RecipeInput = { ...training, method, control: { name: 'reorder', levels: [0, 2] } };
  const { levels, members } = rows(recipe);
  const [own, ticket, dense] = [recipe, { ...training, method }, training].map(recipeHash);
  expect(levels.map(({ id, parent_id }) => [id, parent_id])).toEqual([
    [`${dense}-s0-l0`, null],
    [`${own}-s0-l0`, `${dense}-s0-l0`],
    [`${ticket}-s0-l1`, `${dense}-s0-l0`],
    [`${ticket}-s0-l2`, `${ticket}-s0-l1`],
    [`${own}-s0-l2`, `${ticket}-s0-l2`],
  ]);
  expect(members.map(({ trial_id }) => trial_id)).toEqual([`${own}-s0`]);
});
