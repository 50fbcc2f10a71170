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
  [{ scope: 'global', outputRate: 0.1 }, /by one rate.*\(got 0\.1\): expected scope "layer"/],
  [{ scope: 'global', convRate: 0.2 }, /by one rate.*\(got 0\.2\)/],
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

test('convolutions are not pruned where there are none, by a supermask either', () => {
  const method = { name: 'imp', levels: 1, layers: 'conv' } as const;
  expect(check(method)).toThrow(/lenet-300-100 has no convolution to prune/);
  const supermask = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 100,
    method: { name: 'heuristic-supermask', method },
  });
  expect(() => checkMethod(supermask, lenet)).toThrow(/no convolution to prune/);
  const conv2 = networkStructure({ name: 'conv-2' }, { inputShape: [3, 32, 32], classes: 10 });
  expect(() => checkMethod(supermask, conv2)).not.toThrow();
});
