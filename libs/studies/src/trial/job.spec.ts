import { readRecipe, type RecipeInput } from '@tombola/shared';
import { jobKey, jobsOfTrial, levelsOf, neededBy, parentOf, recipesOf, resolve, type Job } from './job';

const training: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 10,
};
const dense = readRecipe(training);
const ticket = readRecipe({ ...training, method: { name: 'imp', levels: 3 } });
const oneShot = readRecipe({ ...training, method: { name: 'imp', levels: 3, mode: 'one-shot' } });
const reinit = readRecipe({ ...training, method: { name: 'imp', levels: 3 }, control: { name: 'reinit', draw: 2 } });

test('level 0 of every method is the one dense training', () => {
  const key = jobKey({ recipe: dense, seed: 4, level: 0 });
  for (const recipe of [ticket, oneShot]) expect(jobKey(resolve({ recipe, seed: 4, level: 0 }))).toBe(key);
  expect(jobKey(jobsOfTrial(ticket, 4)[0]!)).toBe(key);
  expect(jobKey(resolve({ recipe: ticket, seed: 4, level: 1 }))).not.toBe(key);
});

test('a control has pruned levels only, and can be cut to some of them', () => {
  expect(levelsOf(dense)).toEqual([0]);
  expect(levelsOf(ticket)).toEqual([0, 1, 2, 3]);
  expect(levelsOf(reinit)).toEqual([1, 2, 3]);
  expect(levelsOf(readRecipe({ ...reinit, control: { name: 'shuffle', levels: [3, 9] } }))).toEqual([3]);
});

test('each level needs the one before, one-shot levels need the dense one, controls need what their ticket needs', () => {
  const parentKey = (job: Job) => {
    const parent = parentOf(job);
    return parent === undefined ? undefined : jobKey(parent);
  };
  const denseKey = jobKey({ recipe: dense, seed: 0, level: 0 });
  expect(parentKey({ recipe: dense, seed: 0, level: 0 })).toBeUndefined();
  expect(parentKey({ recipe: ticket, seed: 0, level: 1 })).toBe(denseKey);
  expect(parentKey({ recipe: ticket, seed: 0, level: 3 })).toBe(jobKey({ recipe: ticket, seed: 0, level: 2 }));
  expect(parentKey({ recipe: oneShot, seed: 0, level: 3 })).toBe(denseKey);
  expect(parentKey({ recipe: reinit, seed: 0, level: 3 })).toBe(jobKey({ recipe: ticket, seed: 0, level: 2 }));
});

test('jobs that need the same recipe share it, so that its hash is computed once', () => {
  const [first, second] = [0, 1].map((seed) => parentOf({ recipe: reinit, seed, level: 3 })!);
  expect(second!.recipe).toBe(first!.recipe);
  expect(parentOf({ recipe: ticket, seed: 0, level: 3 })!.recipe).toBe(ticket);
  expect(resolve({ recipe: reinit, seed: 0, level: 0 }).recipe).toBe(
    resolve({ recipe: ticket, seed: 1, level: 0 }).recipe,
  );
});

test('another order of examples has a level 0 of its own, and comes after its ticket', () => {
  const again = readRecipe({ ...ticket, control: { name: 'reorder', levels: [0, 3] } });
  expect(levelsOf(again)).toEqual([0, 3]);
  const [zero, three] = jobsOfTrial(again, 4);
  expect(jobKey(zero!)).toBe(jobKey({ recipe: again, seed: 4, level: 0 }));
  const keys = (jobs: readonly Job[]) => jobs.map(jobKey);
  const denseKey = jobKey({ recipe: dense, seed: 4, level: 0 });
  expect(keys(neededBy(zero!))).toEqual([denseKey]);
  expect(keys(neededBy(three!))).toEqual(keys([3, 2].map((level) => ({ recipe: ticket, seed: 4, level }))));
  expect(neededBy({ recipe: dense, seed: 4, level: 0 })).toEqual([]);
  expect(neededBy({ recipe: reinit, seed: 4, level: 3 })).toEqual([parentOf({ recipe: reinit, seed: 4, level: 3 })]);
  expect(new Set(recipesOf(again).map((recipe) => jobKey({ recipe, seed: 0, level: 0 }))).size).toBe(3);
});
