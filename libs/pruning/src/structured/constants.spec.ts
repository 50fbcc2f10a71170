import { tensor, type Tensor } from '@tombola/engine';
import type { NodeDefinitionInput } from '@tombola/shared';
import { networkSchema } from '@tombola/shared';
import { channelMask } from './channel-masks';
import { maskChannels } from './mask-channels';
import { removeChannels, type RemoveOptions } from './remove-channels';
import { difference, logitsOf } from './testing/logits';
import { ownNetwork, smallData } from './testing/networks';
import { randomState } from './testing/random-state';

const first: NodeDefinitionInput[] = [
  { op: 'conv', channels: 4, kernel: 1, bias: false },
  { op: 'batch-norm', name: 'norm' },
  { op: 'relu' },
];
const head: NodeDefinitionInput[] = [{ op: 'flatten' }, { op: 'dense', units: 'classes' }];
const conv = { op: 'conv', name: 'reader', channels: 3, kernel: 3, bias: false } as const;

/** A network in which channels 1 and 2 of the first batch norm lose their scales and keep their shifts. */
function scaleless(shifts: readonly [number, number], nodes: readonly NodeDefinitionInput[]) {
  const { network, choice } = ownNetwork([...first, ...nodes, ...head]);
  const state: Record<string, Tensor<'float32'>> = { ...randomState(network, 1) };
  state['norm/shift'] = tensor([0.3, ...shifts, -0.2]);
  const masks = { norm: channelMask([1, 0, 0, 1]) };
  const remove = (options: RemoveOptions = {}) => removeChannels(network, state, masks, { shift: 'keep', ...options });
  const distance = async ({ definition, state: left }: ReturnType<typeof remove>) => {
    const thin = networkSchema.parse({ name: 'custom', definition });
    const masked = maskChannels(network, state, masks, { shift: 'keep' });
    return difference(await logitsOf(thin, smallData, left), await logitsOf(choice, smallData, masked));
  };
  return { state, remove, distance };
}
const readerOf = ({ definition }: ReturnType<typeof removeChannels>) =>
  definition.nodes.find(({ name }) => name === 'reader');

test('a shift that ReLU makes 0 goes exactly, padding or not', async () => {
  const { remove, distance } = scaleless([-0.7, -0.1], [conv]);
  const thin = remove();
  expect(thin.kept.norm).toEqual([0, 3]);
  expect(readerOf(thin)).toMatchObject({ bias: false });
  expect(await distance(thin)).toBeLessThan(1e-6);
});

test('without padding a shift becomes a bias of what reads it', async () => {
  const { remove, distance } = scaleless([0.7, 0.4], [{ ...conv, padding: 'valid' }]);
  const thin = remove();
  expect(thin.kept.norm).toEqual([0, 3]);
  expect(readerOf(thin)).toMatchObject({ bias: true });
  expect(await distance(thin)).toBeLessThan(1e-6);
});

test('a batch norm that alone reads that takes it into its running mean', async () => {
  const { state, remove, distance } = scaleless(
    [0.7, 0.4],
    [
      { ...conv, kernel: 1 },
      { op: 'batch-norm', name: 'next' },
    ],
  );
  const thin = remove();
  expect(readerOf(thin)).toMatchObject({ bias: false });
  const { data } = state['reader/weights']!;
  const [mean, means] = [thin.state['next/mean']!.data, state['next/mean']!.data];
  mean.forEach((value, c) => expect(value).toBeCloseTo(means[c]! - 0.7 * data[4 * c + 1]! - 0.4 * data[4 * c + 2]!, 5));
  expect(await distance(thin)).toBeLessThan(1e-6);
});

test('a shift that shows at a padded border is refused, with the layer and the error', () => {
  const { remove } = scaleless([0.7, -1], [conv]);
  expect(() => remove()).toThrow(
    /^reader pads channels that are constant but not 0.*\(got 0\.\d+\).*border: "approximate"/,
  );
});

test('or it stays, exactly, while what is 0 goes', async () => {
  const { remove, distance } = scaleless([0.7, -1], [conv]);
  const thin = remove({ border: 'keep' });
  expect(thin.kept.norm).toEqual([0, 1, 3]);
  expect(thin.silent).toEqual({ norm: [1] });
  expect(await distance(thin)).toBeLessThan(1e-6);
});

test('or it goes approximately, and the error reported is the one that is made', async () => {
  const nodes: NodeDefinitionInput[] = [
    ...first,
    conv,
    { op: 'flatten' },
    { op: 'dense', units: 'classes', bias: false },
  ];
  // The logits are the numbers that the reader makes.
  const data = { inputShape: [2, 4, 3], classes: 36 } as const;
  const { network, choice } = ownNetwork(nodes, data);
  const identity = Float32Array.from({ length: 36 * 36 }, (_, i) => (i % 37 === 0 ? 1 : 0));
  const state = {
    ...randomState(network, 1),
    'norm/shift': tensor([0.3, 0.7, 0.4, -0.2]),
    'dense_1/weights': tensor(identity, [36, 36]),
  };
  const masks = { norm: channelMask([1, 0, 0, 1]) };
  const thin = removeChannels(network, state, masks, { shift: 'keep', border: 'approximate' });
  expect(thin.kept.norm).toEqual([0, 3]);
  const masked = await logitsOf(choice, data, maskChannels(network, state, masks, { shift: 'keep' }));
  const thinned = await logitsOf(
    networkSchema.parse({ name: 'custom', definition: thin.definition }),
    data,
    thin.state,
  );
  const apart = masked.map((value, i) => Math.abs(value - thinned[i]!));
  expect(thin.approximated).toEqual([{ node: 'reader', error: expect.closeTo(Math.max(...apart), 5) as number }]);
  expect(Math.max(...apart)).toBeGreaterThan(0.1);
  // Away from the border, at rows 1 and 2 of column 1, nothing changed.
  for (const channel of [0, 1, 2])
    for (const row of [1, 2]) expect(apart[channel * 12 + row * 3 + 1]).toBeLessThan(1e-5);
});

test('what a constant makes of constants is known: through pools, sums and depthwise convolutions without padding', async () => {
  const { remove, distance } = scaleless(
    [0.7, 0.4],
    [
      { op: 'conv', name: 'depthwise', channels: 4, kernel: 2, padding: 'valid', groups: 'depthwise' },
      { op: 'max-pool', size: 3, stride: 1, padding: 1, name: 'pool' },
      { op: 'average-pool', size: 2, stride: 1, padding: 'same', name: 'average' },
      { op: 'add', inputs: ['pool', 'average'] },
    ],
  );
  const thin = remove();
  expect([thin.kept.norm, thin.kept.depthwise]).toEqual([
    [0, 3],
    [0, 3],
  ]);
  expect(await distance(thin)).toBeLessThan(1e-6);
});
