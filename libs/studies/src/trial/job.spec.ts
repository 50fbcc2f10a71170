import { readRecipe, type RecipeInput } from '@tombola/shared';
import { jobKey, jobsOfTrial, levelsOf, parentOf, resolve, type Job } from './job';

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
