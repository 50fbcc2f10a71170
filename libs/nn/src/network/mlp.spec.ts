import { sizeOf } from '@tombola/engine';
import { buildNetwork, lenet300100 } from './build';
import { mlp } from './mlp';
import { parametersOf, prunableOf } from './network';

const mnist = { inputShape: [1, 28, 28], classes: 10 } as const;

test('LeNet-300-100 has 266,200 weights and as many multiply-accumulates', () => {
  const network = lenet300100(mnist);
  expect(prunableOf(network).map(({ shape }) => sizeOf(shape))).toEqual([235_200, 30_000, 1_000]);
  expect(network.layers.map(({ macs }) => macs)).toEqual([235_200, 30_000, 1_000]);
  expect(network.layers.reduce((sum, { macs }) => sum + macs, 0)).toBe(266_200);
});

test('its biases are parameters that are never pruned', () => {
  const biases = parametersOf(lenet300100(mnist)).filter(({ role }) => role === 'bias');
  expect(biases.map(({ name, shape, prunable }) => [name, shape, prunable])).toEqual([
    ['dense_1/bias', [300], false],
    ['dense_2/bias', [100], false],
    ['dense_3/bias', [10], false],
  ]);
});

test('only the last layer of a network is its output layer', () => {
  expect(lenet300100(mnist).layers.map(({ output }) => output)).toEqual([false, false, true]);
  expect(mlp({ ...mnist, hidden: [] }).layers.map(({ output }) => output)).toEqual([true]);
});

test('a recipe names its network', () => {
  expect(buildNetwork({ name: 'lenet-300-100' }, mnist).name).toBe('lenet-300-100');
  expect(buildNetwork({ name: 'mlp', hidden: [20, 5] }, mnist).name).toBe('mlp-20-5');
  expect(() => buildNetwork({ name: 'vgg' } as never, mnist)).toThrow(/no such network.*vgg/);
});

test('a perceptron may do without biases, and is called so', () => {
  const network = buildNetwork({ name: 'mlp', hidden: [20], bias: false }, mnist);
  expect(network.name).toBe('mlp-20-bias-free');
  expect(parametersOf(network).map(({ name }) => name)).toEqual(['dense_1/weights', 'dense_2/weights']);
});

test('a width that is no positive whole number is refused with its value', () => {
  expect(() => mlp({ ...mnist, hidden: [300, 0] })).toThrow(/got 0.*positive integer/);
  expect(() => mlp({ ...mnist, hidden: [2.5] })).toThrow(/2\.5/);
});
