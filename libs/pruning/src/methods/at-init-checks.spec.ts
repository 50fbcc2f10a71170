import { networkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { checkMethod } from './checks';

const lenet = networkStructure({ name: 'lenet-300-100' }, { inputShape: [1, 28, 28], classes: 10 });
const check = (method: NonNullable<RecipeInput['method']>) => () => {
  const recipe: RecipeInput = {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 100,
    method,
  };
  checkMethod(readRecipe(recipe), lenet);
};
const names = ['snip', 'grasp', 'synflow', 'force', 'prospr', 'random', 'magnitude-at-init'] as const;

test.each(names)('%s is refused before training where minKeep or the distribution leaves no way', (name) => {
  expect(check({ name, sparsities: [0.9, 0.99] })).not.toThrow();
  // Of 266,200 weights three stay, one a layer.
  const deepest = { name, scope: 'global' as const, sparsities: [0.5, 0.999988] };
  expect(check({ ...deepest, minKeep: 1 })).not.toThrow();
  expect(check({ ...deepest, minKeep: 2 })).toThrow(/at least 2 weights each.*\(got 0\.999988\).*at least 6 weights/);
  const smart = { name, scope: 'layer', distribution: 'smart-ratio' } as const;
  expect(check({ ...smart, sparsities: [0.9] })).not.toThrow();
  expect(check({ ...smart, sparsities: [0.9, 0.9999] })).toThrow(/smart ratio keeps 0\.3 of the output layer/);
  expect(check({ ...smart, scope: 'global', sparsities: [0.9] })).toThrow(
    /no distribution says.*\(got "smart-ratio"\): expected scope "layer"/,
  );
});

test('GraSP is refused before training where its examples cannot be cut into chunks', () => {
  expect(check({ name: 'grasp', sparsities: [0.9], chunks: 5 })).not.toThrow();
  expect(check({ name: 'grasp', sparsities: [0.9], chunks: 3 })).toThrow(
    /chunks \(got 3\): expected a divisor of the 10/,
  );
});
