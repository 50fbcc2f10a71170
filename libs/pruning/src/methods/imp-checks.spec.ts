import { networkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { checkMethod } from './checks';

const lenet = networkStructure({ name: 'lenet-300-100' }, { inputShape: [1, 28, 28], classes: 10 });
type Imp = Extract<NonNullable<RecipeInput['method']>, { name: 'imp' }>;

function check(method: Partial<Imp>, more: Partial<RecipeInput> = {}) {
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 100,
    ...more,
    method: { name: 'imp', levels: 2, ...method },
  });
  return () => checkMethod(recipe, lenet);
}

test.each<Partial<Imp>>([
  {},
  { restart: { name: 'rewind', step: 99 } },
  { restart: { name: 'learning-rate' } },
  { restart: { name: 'fine-tune', steps: 1000 } },
  { strategy: 2, restart: { name: 'rewind', step: 5 } },
  { survivors: 'constant', signs: 'random', pruned: 'freeze-init' },
  { criterion: 'lamp', scope: 'global' },
  { criterion: 'large-init-large-final', mode: 'one-shot' },
])('%j can be done', (method) => {
  expect(check(method)).not.toThrow();
});

test.each<[Partial<Imp>, RegExp]>([
  [{ restart: { name: 'rewind', step: 100 } }, /the training is over .*\(got 100\): expected a step before 100/],
  [{ restart: { name: 'learning-rate', step: 200 } }, /the training is over .*\(got 200\)/],
  [{ strategy: 2, mode: 'one-shot' }, /strategy 2 trains on .*\(got "one-shot"\)/],
  [{ strategy: 2, restart: { name: 'fine-tune', steps: 5 } }, /strategy 2 trains on .*\(got "fine-tune"\)/],
  [{ survivors: 'reinit', restart: { name: 'learning-rate' } }, /where a round rewinds.*\(got "learning-rate"\)/],
  [{ pruned: 'freeze-init', strategy: 2 }, /where a round rewinds.*\(got "strategy 2"\)/],
  [{ criterion: 'lamp' }, /LAMP tells layers apart.*expected scope global/],
  [{ criterion: 'small-init-small-final', scope: 'global' }, /goes by ranks within a layer.*expected scope layer/],
])('%j is refused with the reason', (method, message) => {
  expect(check(method)).toThrow(message);
});

test('a schedule that ends at 0 leaves fine-tuning without a rate', () => {
  const cosine = { schedule: { name: 'cosine' } } as const;
  const fineTune = { name: 'fine-tune', steps: 5 } as const;
  expect(check({ restart: fineTune }, cosine)).toThrow(/no learning rate.*method\.restart\.learningRate/);
  expect(check({ restart: { ...fineTune, learningRate: 0.01 } }, cosine)).not.toThrow();
});

test('what weights are set to and a control are not spoilt twice', () => {
  const control = { control: { name: 'reinit' } } as const;
  expect(check({ survivors: 'reshuffle' }, control)).toThrow(/spoilt already.*\(got "reinit"\)/);
  expect(check({ restart: { name: 'rewind', step: 5 } }, control)).not.toThrow();
});

test('a supermask whose weights are set has no control that draws them', () => {
  const recipe = (weights: 'init' | 'signed-constant', name: 'reinit' | 'shuffle') =>
    readRecipe({
      network: { name: 'lenet-300-100' },
      dataset: { name: 'glyphs' },
      optimizer: { name: 'sgd', learningRate: 0.1 },
      steps: 100,
      method: { name: 'heuristic-supermask', weights, method: { name: 'imp', levels: 1 } },
      control: { name },
    });
  expect(() => checkMethod(recipe('signed-constant', 'reinit'), lenet)).toThrow(/reinit draws weights/);
  expect(() => checkMethod(recipe('signed-constant', 'shuffle'), lenet)).not.toThrow();
  expect(() => checkMethod(recipe('init', 'reinit'), lenet)).not.toThrow();
});
