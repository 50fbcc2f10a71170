import { networkStructure, paperData, prunableOf, structureOf, type NetworkStructure } from '@tombola/nn';
import { networkDefinitionSchema, type NetworkName } from '@tombola/shared';
import { ownNetwork } from '../structured/testing/networks';
import { scaleWidths, smallDefinition } from './scale-widths';

const weightsOf = (network: NetworkStructure) =>
  prunableOf(network).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0);
const structure = (name: NetworkName) => networkStructure({ name }, paperData(name)!);
const small = (network: NetworkStructure, sparsity: number) => structureOf(smallDefinition(network, sparsity), network);

test('LeNet-300-100 with a tenth of its 266,200 weights has 33 and 11 units', () => {
  const network = small(structure('lenet-300-100'), 0.9);
  expect(prunableOf(network).map(({ shape }) => shape)).toEqual([
    [784, 33],
    [33, 11],
    [11, 10],
  ]);
  expect(weightsOf(network)).toBe(26_345);
});

test('a network with room for all its weights is itself', () => {
  const network = structure('lenet-5-caffe');
  const same = structureOf(scaleWidths(network, weightsOf(network)), network);
  expect(same.layers).toEqual(network.layers);
  // One weight less, and one width is smaller.
  expect(weightsOf(structureOf(scaleWidths(network, weightsOf(network) - 1), network))).toBeLessThan(
    weightsOf(network),
  );
});

test.each([
  ['conv-2', 0.9],
  ['vgg-16', 0.95],
  ['resnet-20', 0.8],
  ['wrn-22-2', 0.9],
  ['densenet-40', 0.9],
  ['mobilenet-v1', 0.75],
] as const)(
  '%s at %d: the widest that fits, its shortcuts, sums and depthwise convolutions still matching',
  (name, sparsity) => {
    const network = structure(name);
    const most = weightsOf(network) - Math.floor(sparsity * weightsOf(network) + 0.5);
    const scaled = small(network, sparsity);
    const kept = weightsOf(scaled);
    expect(kept).toBeLessThanOrEqual(most);
    // DenseNet-40 grows by 3 or by 4 channels a layer, and nothing in between.
    expect(kept).toBeGreaterThan((name === 'densenet-40' ? 0.7 : 0.9) * most);
    expect(scaled.nodes.map(({ name: node }) => node)).toEqual(network.nodes.map(({ name: node }) => node));
    // One factor for all: widths that were equal are equal.
    const widths = new Map<number, number>();
    network.nodes.forEach((node, i) => {
      if (node.op !== 'conv') return;
      const now = scaled.nodes[i]!.outputShape[0];
      if (name !== 'densenet-40') expect(now).toBe(widths.get(node.channels) ?? now);
      widths.set(node.channels, now);
    });
  },
);

test('grouped convolutions are refused, and a sparsity that not even widths of 1 reach', () => {
  const { network } = ownNetwork([
    { op: 'conv', channels: 8, kernel: 3 },
    { op: 'conv', name: 'grouped', channels: 8, kernel: 3, groups: 4 },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ]);
  expect(() => smallDefinition(network, 0.5)).toThrow(/grouped is a grouped convolution.*got "4 groups"/);
  expect(() => smallDefinition(structure('lenet-300-100'), 0.999)).toThrow(
    /lenet-300-100 cannot be made so small.*got "266 weights".*at least 795/,
  );
});

test('the definition is one that results can store', () => {
  const definition = smallDefinition(structure('conv-2'), 0.5);
  expect(networkDefinitionSchema.parse(definition)).toEqual(definition);
  expect(definition.name).toBe('conv-2-small');
});
