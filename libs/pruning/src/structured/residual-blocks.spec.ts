import { networkStructure, parametersOf, statisticsOf, structureOf } from '@tombola/nn';
import { removeBlocks } from './remove-blocks';
import { residualBlocks } from './residual-blocks';
import { difference, logitsOf } from './testing/logits';
import { ownNetwork, residual } from './testing/networks';
import { randomState } from './testing/random-state';

const cifar = { inputShape: [3, 32, 32], classes: 10 } as const;

test('a block is a branch beside the stream', () => {
  expect(residualBlocks(residual.network)).toEqual([
    {
      sum: 'sum_1',
      shortcut: 'stream_0',
      branch: ['inner_1', 'inner_1_norm', 'relu_2', 'outer_1', 'outer_1_norm'],
    },
    {
      sum: 'sum_2',
      shortcut: 'stream_1',
      branch: ['inner_2', 'inner_2_norm', 'relu_4', 'outer_2', 'outer_2_norm'],
    },
  ]);
});

test.each([
  ['resnet-20', 9, 'stage_2_block_1_projection_norm'],
  ['preresnet-101', 33, 'stage_2_block_1_projection'],
] as const)('%s has %d of them, and shortcuts may be projections', (name, count, projection) => {
  const network = networkStructure({ name }, cifar);
  const blocks = residualBlocks(network);
  expect(blocks).toHaveLength(count);
  expect(blocks.find(({ sum }) => sum.startsWith('stage_2_block_1'))!.shortcut).toBe(projection);
});

test('networks without sums have none', () => {
  expect(residualBlocks(networkStructure({ name: 'vgg-11' }, cifar))).toEqual([]);
});

test('a sum of two equal sides is no block', () => {
  const { network } = ownNetwork([
    { op: 'conv', name: 'left', channels: 2, kernel: 1, inputs: ['images'] },
    { op: 'conv', name: 'right', channels: 2, kernel: 1, inputs: ['images'] },
    { op: 'add', inputs: ['left', 'right'] },
    { op: 'flatten' },
    { op: 'dense', units: 'classes' },
  ]);
  expect(residualBlocks(network)).toEqual([]);
});

test('without blocks whose branches are 0 the network computes the same', async () => {
  const { network, choice } = residual;
  const state = { ...randomState(network, 3) };
  for (const role of ['scale', 'shift']) {
    const { data, shape, dtype } = state[`outer_1_norm/${role}`]!;
    state[`outer_1_norm/${role}`] = { data: data.map(() => 0), shape, dtype };
  }
  const { definition, state: smaller } = removeBlocks(network, state, ['sum_1']);
  const data = { inputShape: network.inputShape, classes: network.classes };
  const thin = structureOf(definition, data);
  expect(thin.nodes.some(({ name }) => name.includes('_1') && name.startsWith('inner'))).toBe(false);
  const wanted = [...parametersOf(thin), ...statisticsOf(thin)].map(({ name }) => name);
  expect(Object.keys(smaller).sort()).toEqual(wanted.sort());
  const before = await logitsOf(choice, data, state);
  const after = await logitsOf({ name: 'custom', definition }, data, smaller);
  expect(difference(after, before)).toBeLessThan(1e-5);
});

test('all blocks can go, projections stay', () => {
  const network = networkStructure({ name: 'resnet-20' }, cifar);
  const state = randomState(network, 1);
  const sums = residualBlocks(network).map(({ sum }) => sum);
  const thin = structureOf(removeBlocks(network, state, sums).definition, cifar);
  expect(thin.nodes.filter(({ op }) => op === 'conv').map(({ name }) => name)).toEqual([
    'conv_1',
    'stage_2_block_1_projection',
    'stage_3_block_1_projection',
  ]);
  expect(() => removeBlocks(network, state, ['relu_1'])).toThrow(/no such residual block \(got "relu_1"\)/);
});
