import { networkStructure, type NetworkChoice, type NetworkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { ownNetwork } from '../structured/testing/networks';
import { checkMethod } from './checks';

type Options = NonNullable<RecipeInput['method']>;

const mnist = { inputShape: [1, 28, 28], classes: 10 } as const;
const network = (name: 'lenet-300-100' | 'conv-2' | 'resnet-20') => networkStructure({ name }, mnist);
const two = networkStructure({ name: 'mlp', hidden: [40], bias: true }, { inputShape: [1, 1, 2], classes: 2 });
const convolutional = ownNetwork([{ op: 'conv', channels: 3, kernel: 1, bias: false }, { op: 'global-average-pool' }]);

function check(method: Options, structure: NetworkStructure, members: Partial<RecipeInput> = {}) {
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' } as NetworkChoice,
    dataset: { name: 'mnist' },
    optimizer: { name: 'adam', learningRate: 0.001 },
    steps: 100,
    ...members,
    method,
  });
  return () => checkMethod(recipe, structure);
}

const sparsities = [0.5];

test.each<Options>([
  { name: 'tropical', sparsities },
  { name: 'path-k-means', shares: [0.5] },
])('$name needs a hidden dense layer that a dense layer reads', (method) => {
  for (const name of ['lenet-300-100', 'conv-2'] as const) expect(check(method, network(name))).not.toThrow();
  expect(check(method, network('resnet-20'))).toThrow(
    /needs a hidden dense layer.*resnet-20 has none: expected two dense layers.*such as lenet-300-100/,
  );
});

test.each(['class-blind', 'class-uniform', 'class-distribution'] as const)('%s needs layers of the kind', (name) => {
  expect(check({ name, sparsities }, convolutional.network)).not.toThrow();
  expect(check({ name, sparsities, layers: 'dense' }, network('resnet-20'))).not.toThrow();
  expect(check({ name, sparsities, layers: 'dense' }, convolutional.network)).toThrow(
    /has no dense layer to prune \(got "dense"\): expected all/,
  );
  expect(check({ name, sparsities, retrain: 'biases' }, convolutional.network)).toThrow(/no biases to train/);
});

test('layers to merge are hidden dense ones', () => {
  expect(check({ name: 'path-k-means', shares: [0.5], layers: ['dense_2'] }, network('lenet-300-100'))).not.toThrow();
  expect(check({ name: 'path-k-means', shares: [0.5], layers: ['dense_3'] }, network('lenet-300-100'))).toThrow(
    /no such hidden dense layer.*\(got "dense_3"\): expected dense_1, dense_2/,
  );
});

test('zonotope K-means is of two classes, and leaves a unit for each', () => {
  expect(check({ name: 'zonotope-k-means', shares: [0.95] }, two)).not.toThrow();
  expect(check({ name: 'zonotope-k-means', shares: [0.5] }, network('lenet-300-100'))).toThrow(
    /the difference of two classes \(got "10 classes"\): expected 2.*path-k-means/,
  );
  expect(check({ name: 'zonotope-k-means', shares: [0.5, 0.99] }, two)).toThrow(
    /leaves dense_1 a unit for each class at least \(got 0.99\)/,
  );
});

test('masks can be shuffled as a control, merged units cannot', () => {
  const control = { control: { name: 'shuffle' } } as const;
  expect(check({ name: 'tropical', sparsities }, network('lenet-300-100'), control)).not.toThrow();
  expect(check({ name: 'path-k-means', shares: [0.5] }, network('lenet-300-100'), control)).toThrow(
    /no mask that could be shuffled/,
  );
});
