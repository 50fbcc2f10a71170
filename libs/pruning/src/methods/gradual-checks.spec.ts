import { networkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { checkMethod } from './checks';

const lenet = networkStructure({ name: 'lenet-300-100' }, { inputShape: [1, 28, 28], classes: 10 });
const check = (method: RecipeInput['method'], control?: RecipeInput['control']) => () =>
  checkMethod(
    readRecipe({
      network: { name: 'lenet-300-100' },
      dataset: { name: 'glyphs' },
      optimizer: { name: 'adam', learningRate: 0.001 },
      steps: 100,
      method,
      control,
    }),
    lenet,
  );
const sparsities = [0.5, 0.9];

test('what cannot be pruned as it is told is refused with the reason', () => {
  expect(check({ name: 'gmp', sparsities, begin: 0.6, end: 0.5 })).toThrow(
    /pruning ends before it begins.*0.5.*0.6 to 1/,
  );
  expect(check({ name: 'gmp', sparsities, initial: 0.6 })).toThrow(/more than it ends with.*0.6.*0 to 0.5/);
  expect(check({ name: 'random-gradual', sparsities, denseFirst: true })).toThrow(/not so many weights to lose/);
  expect(check({ name: 'l0', sparsities, warmupBegin: 0.5 })).toThrow(/warm-up of the penalty ends before it begins/);
  expect(check({ name: 'ac-dc', sparsities, warmup: 0.8 })).toThrow(/longer than the training.*1.05/);
  expect(check({ name: 'n-m', sparsities })).toThrow(/groups of 4 inputs cannot have this sparsity.*0.9/);
});

test('the defaults are allowed, and controls have nothing to spoil', () => {
  const names = ['gmp', 'random-gradual', 'variational-dropout', 'l0', 'str', 'ac-dc', 'n-m'] as const;
  for (const name of names) {
    const method = name === 'n-m' ? { name, sparsities, m: 10 } : { name, sparsities };
    expect(check(method)).not.toThrow();
    expect(check(method, { name: 'shuffle' })).toThrow(new RegExp(`${name} has no ticket before it trains`));
  }
});

test('layers that lose shares of their own have no minKeep', () => {
  expect(check({ name: 'gmp', sparsities, minKeep: 5 })).toThrow(/minKeep is of weights .*\(got 5\)/);
  expect(check({ name: 'gmp', sparsities, minKeep: 5, scope: 'global' })).not.toThrow();
});
