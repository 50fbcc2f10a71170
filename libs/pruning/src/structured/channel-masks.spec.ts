import { channelMask, keepChannels } from './channel-masks';
import { maskChannels } from './mask-channels';
import { residual, ownNetwork, smallData } from './testing/networks';
import { randomState } from './testing/random-state';
import { logitsOf } from './testing/logits';

const { network, choice } = residual;
const state = randomState(network, 1);

test('lists of the channels that stay become masks', () => {
  const masks = keepChannels(network, { inner_1: [5, 0], stem: [0, 1, 2, 3] });
  expect([...masks.inner_1!.data]).toEqual([1, 0, 0, 0, 0, 1]);
  expect([...masks.stem!.data]).toEqual([1, 1, 1, 1]);
});

test('a mask of a convolution means the batch norm that alone reads it', () => {
  const [conv, norm] = [
    { inner_1: channelMask([0, 1, 1, 1, 1, 0]) },
    { inner_1_norm: channelMask([0, 1, 1, 1, 1, 0]) },
  ];
  const masked = maskChannels(network, state, conv);
  expect(masked).toEqual(maskChannels(network, state, norm));
  expect([...masked['inner_1_norm/scale']!.data].map((scale) => scale === 0)).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
  ]);
  expect(masked['inner_1_norm/shift']!.data[5]).toBe(0);
  expect(maskChannels(network, state, conv, { shift: 'keep' })['inner_1_norm/shift']).toEqual(
    state['inner_1_norm/shift'],
  );
  expect(masked['inner_1/weights']).toBe(state['inner_1/weights']);
});

test('without a batch norm the weights into a channel and its bias go', () => {
  const plain = ownNetwork([
    { op: 'conv', channels: 2, kernel: 1 },
    { op: 'flatten' },
    { op: 'dense', units: 3 },
    { op: 'relu' },
    { op: 'dense', units: 'classes' },
  ]).network;
  const full = randomState(plain, 2);
  const masked = maskChannels(plain, full, { conv_1: channelMask([1, 0]), dense_1: channelMask([1, 0, 1]) });
  expect([...masked['conv_1/weights']!.data]).toEqual([...full['conv_1/weights']!.data.subarray(0, 2), 0, 0]);
  expect([...masked['conv_1/bias']!.data]).toEqual([full['conv_1/bias']!.data[0], 0]);
  expect([...masked['dense_1/weights']!.data]).toEqual(
    [...full['dense_1/weights']!.data].map((weight, i) => (i % 3 === 1 ? 0 : weight)),
  );
});

test('a masked network gives other logits', async () => {
  const masked = maskChannels(network, state, { stem: channelMask([1, 0, 1, 1]) });
  expect(await logitsOf(choice, smallData, masked)).not.toEqual(await logitsOf(choice, smallData, state));
});

test.each([
  [{ conv_9: channelMask([1]) }, /own has no such node \(got "conv_9"\)/],
  [{ sum_1: channelMask([1, 1, 1, 1]) }, /a add has no channels of its own to drop \(got "sum_1"\).*Name the layers/],
  [{ stem: channelMask([1, 1]) }, /channel mask of stem has the wrong shape \(got \[2\]\): expected \[4\]/],
  [{ stem: channelMask([1, 2, 0, 0]) }, /channel mask of stem holds another value \(got 2\): expected 0 or 1/],
  [{ dense_1: channelMask([1, 0, 1]) }, /drops a logit of dense_1 \(got 1\).*Leave dense_1 out/],
])('masks that do not fit are refused: %#', (masks, message) => {
  expect(() => maskChannels(network, state, masks as never)).toThrow(message);
});

test('channels that do not exist, or twice, and states that do not fit are refused', () => {
  expect(() => keepChannels(network, { stem: [0, 4] })).toThrow(/stem has no such channel \(got 4\).*0 to 3/);
  expect(() => keepChannels(network, { stem: [2, 2] })).toThrow(/channel of stem is there twice \(got 2\)/);
  const { 'stem/weights': weights, ...rest } = state;
  expect(() => maskChannels(network, rest, {})).toThrow(/stem\/weights of own is missing/);
  expect(() => maskChannels(network, { ...rest, 'stem/weights': { ...weights!, shape: [4, 18] } }, {})).toThrow(
    /stem\/weights has the wrong shape .*float32 \[4, 2, 3, 3\]/,
  );
});
