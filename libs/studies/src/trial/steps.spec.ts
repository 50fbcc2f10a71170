import { readRecipe, type RecipeInput } from '@tombola/shared';
import { stepsOf } from './steps';

const base: RecipeInput = {
  network: { name: 'vgg-16' },
  dataset: { name: 'cifar-10' },
  optimizer: { name: 'sgd', learningRate: 0.1 },
  steps: 1001,
};

test.each<[RecipeInput['method'], level: number, steps: number]>([
  [{ name: 'dense' }, 0, 1001],
  [{ name: 'imp', levels: 2 }, 2, 1001],
  [{ name: 'imp', levels: 2, restart: { name: 'rewind', step: 100 } }, 2, 1001],
  [{ name: 'imp', levels: 2, restart: { name: 'fine-tune', steps: 30 } }, 0, 1001],
  [{ name: 'imp', levels: 2, restart: { name: 'fine-tune', steps: 30 } }, 1, 30],
  [{ name: 'rigl', sparsities: [0.9], length: 2.5 }, 1, 2503],
  [{ name: 'heuristic-supermask', method: { name: 'imp', levels: 2 } }, 1, 0],
  [{ name: 'l1-filters', shares: [0.5] }, 1, 250],
  [{ name: 'l1-filters', shares: [0.5], fineTuneSteps: 7 }, 1, 7],
  [{ name: 'l1-filters', shares: [0.5], retrain: 'scratch-e' }, 1, 1001],
  [{ name: 'class-blind', sparsities: [0.5] }, 1, 0],
  [{ name: 'class-blind', sparsities: [0.5], retrain: 'biases' }, 1, 250],
  [{ name: 'tropical', sparsities: [0.5], retrain: 'all', fineTuneSteps: 7 }, 1, 7],
  [{ name: 'soft-filter-pruning' }, 0, 1001],
  [{ name: 'soft-filter-pruning' }, 1, 0],
])('%j trains level %d for %d steps', (method, level, steps) => {
  expect(stepsOf({ recipe: readRecipe({ ...base, method }), level })).toBe(steps);
});
