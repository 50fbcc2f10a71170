import { networkStructure, type NetworkChoice, type NetworkStructure } from '@tombola/nn';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { residual } from '../structured/testing/networks';
import { checkMethod } from './checks';

const cifar = { inputShape: [3, 32, 32], classes: 10 } as const;
const network = (name: 'vgg-11' | 'vgg-16' | 'conv-2' | 'resnet-20' | 'lenet-300-100' | 'densenet-40') =>
  networkStructure({ name }, cifar);

type Options = NonNullable<RecipeInput['method']>;

function check(method: Options, structure: NetworkStructure, members: Partial<RecipeInput> = {}) {
  const recipe = readRecipe({
    network: { name: structure.name } as NetworkChoice,
    dataset: { name: 'cifar-10' },
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 },
    steps: 100,
    ...members,
    method,
  });
  return () => checkMethod(recipe, structure);
}

test.each<Options>([
  { name: 'slimming', shares: [0.5] },
  { name: 'early-bird' },
  { name: 'sparse-structure-selection', structures: 'channels' },
])('%j is refused without batch norm, with the reason', (method) => {
  expect(check(method, network('vgg-11'))).not.toThrow();
  expect(check(method, network('conv-2'))).toThrow(
    /needs scales of batch norm, which conv-2 does not have.*Choose a network with batch norm/,
  );
});

test('low precision is refused with Adam, which divides by what it rounds to 0', () => {
  const method: Options = { name: 'early-bird', precision: 'low-search' };
  expect(check(method, network('vgg-11'))).not.toThrow();
  const adam = { optimizer: { name: 'adam', learningRate: 0.001 } } as const;
  expect(check(method, network('vgg-11'), adam)).toThrow(/second moments .*\(got "adam"\): expected sgd/);
  expect(check({ name: 'early-bird' }, network('vgg-11'), adam)).not.toThrow();
});

test('l1-filters has shares or a configuration, of its own network', () => {
  expect(check({ name: 'l1-filters' }, network('vgg-16'))).toThrow(/how many filters go \(got "neither"\)/);
  const both: Options = { name: 'l1-filters', shares: [0.1], configuration: 'vgg-16-a' };
  expect(check(both, network('vgg-16'))).toThrow(/\(got "both"\)/);
  const configured: Options = { name: 'l1-filters', configuration: 'vgg-16-a' };
  expect(check(configured, network('vgg-16'))).not.toThrow();
  expect(check(configured, network('vgg-11'))).toThrow(/vgg-16-a is of another network.*vgg-16/);
  expect(check({ name: 'l1-filters', shares: [0.1] }, network('lenet-300-100'))).toThrow(
    /lenet-300-100 has no convolution whose channels can go one by one/,
  );
});

test('layers that are named have to be there', () => {
  for (const name of ['l1-filters', 'thinet', 'regression'] as const) {
    expect(check({ name, shares: [0.5], layers: ['conv_99'] }, network('vgg-11'))).toThrow(/no such/);
  }
  const soft: Options = { name: 'soft-filter-pruning', layers: ['dense_1'] };
  expect(check(soft, network('vgg-11'))).toThrow(/no such convolution to thin \(got "dense_1"\)/);
});

test('ThiNet and regression need one next layer, and regression enough samples for it', () => {
  for (const name of ['thinet', 'regression'] as const) {
    expect(check({ name, shares: [0.5] }, network('vgg-11'))).not.toThrow();
    expect(check({ name, shares: [0.5], layers: ['outer_1'] }, residual.network, { network: residual.choice })).toThrow(
      /outer_1 cannot be thinned.*a residual stream/,
    );
  }
  const few: Options = { name: 'regression', shares: [0.5], images: 10, places: 10 };
  expect(check(few, network('vgg-11'))).toThrow(
    /conv_2, which reads conv_1, has more weights an output than there are samples.*\(got 100\): expected at least 576/,
  );
  expect(check({ ...few, name: 'thinet' }, network('vgg-11'))).not.toThrow();
});

test('blocks are selected where there are blocks', () => {
  const blocks: Options = { name: 'sparse-structure-selection' };
  expect(check(blocks, network('resnet-20'))).not.toThrow();
  expect(check(blocks, network('vgg-11'))).toThrow(/no residual block to select.*structures "channels"/);
});

test.each<Options>([
  { name: 'slimming', shares: [0.5] },
  { name: 'early-bird' },
  { name: 'l1-filters', shares: [0.5] },
  { name: 'thinet', shares: [0.5] },
  { name: 'regression', shares: [0.5] },
  { name: 'soft-filter-pruning' },
  { name: 'sparse-structure-selection', structures: 'channels' },
])('$name has no masks to shuffle as a control', (method) => {
  expect(check(method, network('vgg-11'), { control: { name: 'shuffle' } })).toThrow(/no mask that could be shuffled/);
  expect(check(method, network('vgg-11'), { control: { name: 'permute-globally' } })).toThrow(/no mask that could be/);
  expect(check(method, network('vgg-11'), { control: { name: 'random-ticket' } })).toThrow(/Use the control reinit/);
  expect(check(method, network('vgg-11'), { control: { name: 'reinit' } })).not.toThrow();
});
