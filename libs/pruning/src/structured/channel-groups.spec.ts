import type { NodeDefinitionInput } from '@tombola/shared';
import { channelGroups } from './channel-groups';
import { ownNetwork, residual } from './testing/networks';

const groupsOf = (...nodes: NodeDefinitionInput[]) => {
  const { groups, of } = channelGroups(ownNetwork([...nodes, { op: 'dense', units: 'classes' }]).network);
  return (node: string, channel: number) => {
    const group = groups[of.get(node)![channel]!]!;
    return { ...group, members: Object.fromEntries(group.members) };
  };
};
const conv = { op: 'conv', channels: 4, kernel: 3 } as const;

test('batch norm, ReLU and pools pass channels on; a flatten makes height x width units in a row of each', () => {
  const group = groupsOf(conv, { op: 'batch-norm' }, { op: 'relu' }, { op: 'max-pool', size: 2 }, { op: 'flatten' });
  expect(group('conv_1', 1)).toEqual({
    members: { conv_1: [1], batch_norm_1: [1], relu_1: [1], max_pool_1: [1], flatten_1: [4, 5, 6, 7] },
    fixed: undefined,
    stream: false,
  });
});

test('images and logits are in groups that never go', () => {
  const group = groupsOf({ op: 'relu' }, { op: 'flatten' });
  expect(group('images', 0)).toMatchObject({ fixed: 'images', members: { images: [0], relu_1: [0] } });
  expect(group('dense_1', 2)).toMatchObject({ fixed: 'logits', members: { dense_1: [2] } });
});

test('a residual stream is one over all blocks of a stage, and inner channels are their own', () => {
  const { groups, of } = channelGroups(residual.network);
  const stream = groups[of.get('stem')![2]!]!;
  expect(stream.stream).toBe(true);
  expect([...stream.members.keys()]).toEqual(
    residual.network.nodes.map(({ name }) => name).filter((name) => !/inner|relu|dense/.test(name)),
  );
  expect([...new Set([...stream.members.values()].flat())]).toEqual([2]);
  const inner = groups[of.get('inner_1')![5]!]!;
  expect([inner.stream, ...inner.members.keys()]).toEqual([false, 'inner_1', 'inner_1_norm', 'relu_2']);
});

test('a concat has the channels of what it reads in their places', () => {
  const group = groupsOf(conv, { op: 'concat', inputs: ['images', 'conv_1'] }, { op: 'global-average-pool' });
  expect(group('conv_1', 3).members).toEqual({ conv_1: [3], concat_1: [5], global_average_pool_1: [5] });
  expect(group('concat_1', 1).fixed).toBe('images');
});

test('what a depthwise convolution makes of a channel goes with it', () => {
  const depthwise = { ...conv, channels: 8, groups: 'depthwise' } as const;
  const group = groupsOf(conv, depthwise, { op: 'global-average-pool' });
  expect(group('conv_1', 2).members).toMatchObject({ conv_1: [2], conv_2: [4, 5] });
});

test('the groups of other convolutions stay equal', () => {
  const group = groupsOf(conv, { ...conv, channels: 6, groups: 2 }, { op: 'global-average-pool' });
  expect(group('conv_1', 3).members).toEqual({ conv_1: [1, 3] });
  expect(group('conv_2', 0).members).toMatchObject({ conv_2: [0, 3] });
});
