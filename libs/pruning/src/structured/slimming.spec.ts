import { tensor } from '@tombola/engine';
import { keepLargest, slimmingMasks } from './slimming';
import { ownNetwork } from './testing/networks';
import { randomState } from './testing/random-state';

const scales = [0.9, 0.1, 0.5, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6, 1.0];
const bits = (mask: ArrayLike<number>) => Array.from(mask).join('');

const { network } = ownNetwork([
  { op: 'conv', channels: 4, kernel: 1 },
  { op: 'batch-norm', name: 'first' },
  { op: 'conv', channels: 6, kernel: 1 },
  { op: 'batch-norm', name: 'second' },
  { op: 'global-average-pool' },
  { op: 'dense', units: 'classes' },
  { op: 'batch-norm', name: 'of_logits' },
]);
const stateWith = (values: readonly number[]) => ({
  ...randomState(network, 1),
  'first/scale': tensor(values.slice(0, 4)),
  'second/scale': tensor(values.slice(4)),
});

test.each([
  [0.3, '1010101011'],
  [0.5, '1000101001'],
  [0.7, '1000000001'],
])('the threshold rule at %d keeps what is strictly above the scale of that rank: %s', (share, kept) => {
  expect(bits(keepLargest(Float32Array.from(scales), share, 'threshold'))).toBe(kept);
});

test('the count rule keeps 7, 5 and 3 of 10', () => {
  const kept = [0.3, 0.5, 0.7].map((share) => keepLargest(Float32Array.from(scales), share, 'count'));
  expect(kept.map(bits)).toEqual(['1010101111', '1000101011', '1000001001']);
});

test('channels compete over the whole network, by magnitude, and those of the logits take no part', () => {
  const state = stateWith(scales.map((scale, i) => (i % 2 === 0 ? scale : -scale)));
  const masks = slimmingMasks(network, state, { share: 0.3, rule: 'threshold' });
  expect(Object.entries(masks).map(([name, { data }]) => [name, bits(data)])).toEqual([
    ['first', '1010'],
    ['second', '101011'],
  ]);
  const one = slimmingMasks(network, state, { share: 0.5, rule: 'count', norms: ['second'] });
  expect(Object.entries(one).map(([name, { data }]) => [name, bits(data)])).toEqual([['second', '101001']]);
});

test('a layer that would lose all keeps its best channel, or is refused', () => {
  const state = stateWith([0.1, 0.3, 0.3, 0.2, 1, 2, 3, 4, 5, 6]);
  const options = { share: 0.5, rule: 'count' } as const;
  expect(bits(slimmingMasks(network, state, options).first!.data)).toBe('0100');
  expect(() => slimmingMasks(network, state, { ...options, wholeLayer: 'refuse' })).toThrow(
    /every channel of first would go \(got "4 channels"\).*keep-one/,
  );
});

test('equal scales, as before training, pass no threshold, and the count rule drops the later ones', () => {
  const state = stateWith(new Array<number>(10).fill(1));
  expect(() => slimmingMasks(network, state, { share: 0.3, rule: 'threshold' })).toThrow(
    /no scale of batch norm is above the threshold \(got 1\): expected scales that differ/,
  );
  const { first, second } = slimmingMasks(network, state, { share: 0.3, rule: 'count' });
  expect([bits(first!.data), bits(second!.data)]).toEqual(['1111', '111000']);
});

test('shares out of range and nodes without scales are refused', () => {
  const state = stateWith(scales);
  expect(() => slimmingMasks(network, state, { share: 1, rule: 'count' })).toThrow(/no such share .*\(got 1\)/);
  expect(() => slimmingMasks(network, state, { share: 0.5, rule: 'count', norms: ['conv_1'] })).toThrow(
    /a conv has no scales \(got "conv_1"\)/,
  );
});
