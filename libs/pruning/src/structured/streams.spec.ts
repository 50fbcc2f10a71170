import { networkSchema } from '@tombola/shared';
import { channelMask, type ChannelMasks } from './channel-masks';
import { maskChannels } from './mask-channels';
import { removeChannels, type RemoveOptions } from './remove-channels';
import { difference, logitsOf, spread } from './testing/logits';
import { residual, smallData } from './testing/networks';
import { randomState } from './testing/random-state';

const { network, choice } = residual;
const state = randomState(network, 8);
const writers = ['stem', 'outer_1', 'outer_2'];
const all = (keep: readonly number[]): ChannelMasks =>
  Object.fromEntries(writers.map((name) => [name, channelMask(keep)]));

async function remove(masks: ChannelMasks, options: RemoveOptions = {}) {
  const thin = removeChannels(network, state, masks, options);
  const definition = networkSchema.parse({ name: 'custom', definition: thin.definition });
  const masked = await logitsOf(choice, smallData, maskChannels(network, state, masks));
  expect(spread(masked)).toBeGreaterThan(0.001);
  expect(difference(await logitsOf(definition, smallData, thin.state), masked)).toBeLessThan(1e-5);
  return thin;
}

test('a channel of the stream goes when all that write it drop it', async () => {
  const thin = await remove(all([1, 0, 1, 1]));
  for (const name of [...writers, 'sum_2', 'stream_0']) expect(thin.kept[name]).toEqual([0, 2, 3]);
  expect(thin.kept.inner_2).toHaveLength(6);
  expect(thin.silent).toEqual({});
});

test('it stays when one of them does not, and the others are silent there', async () => {
  const thin = await remove({ ...all([1, 0, 1, 1]), outer_2: channelMask([1, 1, 1, 0]) });
  expect(thin.kept.stem).toEqual([0, 1, 2, 3]);
  expect(thin.silent).toEqual({ stem: [1], outer_1: [1], outer_2: [3] });
  expect(thin.state['outer_2_norm/scale']!.data[3]).toBe(0);
});

test('streams stay as wide as they are on request, while inner channels go', async () => {
  const masks = { ...all([1, 0, 1, 1]), inner_1: channelMask([1, 0, 0, 1, 1, 0]) };
  const thin = await remove(masks, { stream: 'keep' });
  expect(thin.kept.stem).toHaveLength(4);
  expect(thin.kept.inner_1).toEqual([0, 3, 4]);
  expect(thin.silent).toEqual({ stem: [1], outer_1: [1], outer_2: [1] });
});

test('a layer that loses all keeps one channel, silent', async () => {
  const thin = await remove({ inner_2: channelMask([0, 0, 0, 0, 0, 0]) });
  expect(thin.kept.inner_2).toEqual([0]);
  expect(thin.silent).toEqual({ inner_2: [0] });
});

test('costs are counted before and after', () => {
  const { cost, definition } = removeChannels(network, state, { inner_1: channelMask([1, 0, 0, 1, 1, 0]) });
  // Three channels: 9 · (4 + 4) weights each, and scale and shift; at 25 positions.
  expect(cost.before.parameters - cost.after.parameters).toBe(3 * (72 + 2));
  expect(cost.before.macs - cost.after.macs).toBe(3 * 72 * 25);
  expect(definition.name).toBe('thin-own');
  expect(definition.nodes.map(({ name }) => name)).toEqual(network.nodes.map(({ name }) => name));
});
