import { tensor } from '@tombola/engine';
import { networkStructure, type Parameters } from '@tombola/nn';
import type { NodeDefinitionInput } from '@tombola/shared';
import { difference, logitsOf } from './testing/logits';
import { ownNetwork, residual, smallData } from './testing/networks';
import { randomState } from './testing/random-state';
import { audibleChannels, foldScales, selectStructures, silentBlocks, structureScales } from './structure-scales';

const blocks = structureScales(residual.network, 'blocks');

test('a residual block has a scale for its last layer, a batch norm one for each channel', () => {
  expect(blocks.map(({ name, shape, scaled }) => [name, shape, scaled])).toEqual([
    ['sum_1/structure', [1], ['outer_1_norm/scale', 'outer_1_norm/shift']],
    ['sum_2/structure', [1], ['outer_2_norm/scale', 'outer_2_norm/shift']],
  ]);
  const channels = structureScales(residual.network, 'channels');
  expect(channels.find(({ of }) => of === 'inner_1_norm')).toMatchObject({ shape: [6] });
  const preresnet = networkStructure({ name: 'preresnet-101' }, { inputShape: [3, 32, 32], classes: 10 });
  expect(structureScales(preresnet, 'blocks')[0]!.scaled).toEqual(['stage_1_block_1_conv_3/weights']);
});

test('folded into their layers, scales of 0 leave the shortcut alone, and are gone', () => {
  const state: Parameters = {
    ...randomState(residual.network, 1),
    'sum_1/structure': tensor([0]),
    'sum_2/structure': tensor([1]),
  };
  const folded = foldScales(state, blocks);
  expect(folded['outer_1_norm/scale']!.data.every((value) => Object.is(value, 0))).toBe(true);
  expect(folded['outer_2_norm/scale']!.data).toEqual(state['outer_2_norm/scale']!.data);
  expect(Object.keys(folded).some((name) => name.endsWith('structure'))).toBe(false);
  expect(silentBlocks(folded, blocks)).toEqual(['sum_1']);
});

test('a share of the structures is exactly that many, the smallest, but never all channels of a layer', () => {
  const state: Parameters = { 'sum_1/structure': tensor([0.5]), 'sum_2/structure': tensor([0.25]) };
  const half = selectStructures(state, blocks, 0.5);
  expect([half.dropped, half.chosen['sum_1/structure']!.data[0], half.chosen['sum_2/structure']!.data[0]]).toEqual([
    1, 0.5, 0,
  ]);
  expect(selectStructures(state, blocks).chosen).toEqual(state);
  const scales = structureScales(residual.network, 'channels').slice(0, 2);
  const [first, second] = scales.map(({ shape }) => shape[0]!);
  const values: Parameters = {
    [scales[0]!.name]: tensor(Array.from({ length: first! }, (_, i) => 0.1 + 0.01 * (i % 3))),
    [scales[1]!.name]: tensor(Array.from({ length: second! }, () => 1)),
  };
  const { chosen, dropped } = selectStructures(values, scales, first! / (first! + second!));
  expect([...chosen[scales[0]!.name]!.data].filter((value) => value > 0)).toHaveLength(1);
  expect(dropped).toBe(first! - 1);
});

test('channels are silent where scale and shift are 0', () => {
  const [scale] = structureScales(residual.network, 'channels').filter(({ of }) => of === 'inner_1_norm');
  const state: Parameters = {
    'inner_1_norm/scale': tensor([0, 1, 0, 1, 1, 1]),
    'inner_1_norm/shift': tensor([0, 0, 2, 1, 1, 1]),
  };
  expect([...audibleChannels(state, [scale!]).inner_1_norm!.data]).toEqual([0, 1, 1, 1, 1, 1]);
  const zeros = tensor(new Float32Array(6));
  expect(() => audibleChannels({ 'inner_1_norm/scale': zeros, 'inner_1_norm/shift': zeros }, [scale!])).toThrow(
    /every scale of inner_1_norm became 0.*Use a smaller penalty/,
  );
});

test('a block that ends in what passes on has its scale before that, one that ends in a sum none', () => {
  const block = (end: NodeDefinitionInput[]) =>
    ownNetwork([
      { op: 'conv', name: 'stem', channels: 4, kernel: 1 },
      { op: 'conv', name: 'branch', channels: 4, kernel: 3 },
      { op: 'batch-norm', name: 'norm' },
      ...end,
      { op: 'add', name: 'sum', inputs: ['stem', 'end'] },
      { op: 'flatten' },
      { op: 'dense', units: 'classes' },
    ]).network;
  const passed = structureScales(block([{ op: 'relu', name: 'end' }]), 'blocks');
  expect(passed.map(({ scaled }) => scaled)).toEqual([['norm/scale', 'norm/shift']]);
  expect(structureScales(block([{ op: 'add', name: 'end', inputs: ['norm', 'branch'] }]), 'blocks')).toEqual([]);
});

test('a scale a channel multiplies that channel', async () => {
  const { network, choice } = ownNetwork([
    { op: 'conv', channels: 3, kernel: 1 },
    { op: 'batch-norm', name: 'norm' },
    { op: 'flatten' },
    { op: 'dense', name: 'logits', units: 'classes' },
  ]);
  const state = randomState(network, 2);
  const scales = [2, 0.5, 0];
  const scaled = foldScales({ ...state, 'norm/structure': tensor(scales) }, structureScales(network, 'channels'));
  // The same as to multiply the weights on the channels instead.
  const weights = state['logits/weights']!;
  const each = weights.data.length / 3;
  const other = {
    ...state,
    'logits/weights': tensor(
      weights.data.map((w, i) => w * scales[Math.floor(i / each)]!),
      weights.shape,
    ),
  };
  const [a, b] = [await logitsOf(choice, smallData, scaled), await logitsOf(choice, smallData, other)];
  expect(difference(a, b)).toBeLessThan(1e-5);
});
