import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { countMask } from '../masks';
import { softFilterMasks, zeroFilters } from './soft-filters';
import { ownNetwork } from './testing/networks';
import { randomState } from './testing/random-state';

const { network } = ownNetwork([
  { op: 'conv', channels: 4, kernel: 1 },
  { op: 'batch-norm' },
  { op: 'conv', channels: 10, kernel: 3 },
  { op: 'flatten' },
  { op: 'dense', units: 'classes' },
]);
const convs = ['conv_1', 'conv_2'];
// By magnitudes the first two are equal, by squares the second is larger; of the last two the later goes.
const state: Parameters = {
  ...randomState(network, 1),
  'conv_1/weights': tensor([2, -2, 4, 0, 1, 1, -1, 1], [4, 2, 1, 1]),
};

test('filters of the smallest L2 norms go, layer by layer', () => {
  const masks = softFilterMasks(network, state, 0.5, convs);
  expect([...masks.conv_1!.data]).toEqual([1, 1, 0, 0]);
  expect(Object.keys(masks)).toEqual(['conv_1', 'conv_2']);
  expect([...softFilterMasks(network, state, 0.25, convs).conv_1!.data]).toEqual([1, 1, 1, 0]);
  expect([...softFilterMasks(network, state, 0.75, convs).conv_1!.data]).toEqual([0, 1, 0, 0]);
});

test.each([
  [0.1, 4, 9],
  [0.3, 3, 7],
  [0.4, 3, 6],
  [0.99, 1, 1],
])('a share of %d leaves %d of 4 and %d of 10 filters', (share, first, second) => {
  const masks = softFilterMasks(network, state, share, convs);
  expect([countMask(masks.conv_1!).kept, countMask(masks.conv_2!).kept]).toEqual([first, second]);
});

test('their weights become 0, and nothing else changes', () => {
  const masks = softFilterMasks(network, state, 0.5, ['conv_1']);
  const zeroed = zeroFilters(network, state, masks);
  expect([...zeroed['conv_1/weights']!.data]).toEqual([2, -2, 4, 0, 0, 0, 0, 0]);
  const others = Object.keys(state).filter((name) => name !== 'conv_1/weights');
  expect(others.every((name) => zeroed[name] === state[name])).toBe(true);
});

test('a filter that grew again since is judged anew', () => {
  const masks = softFilterMasks(network, state, 0.5, convs);
  const grown = { ...zeroFilters(network, state, masks) };
  grown['conv_1/weights'] = tensor([2, -2, 0.1, 0, 3, 3, 0, 0], [4, 2, 1, 1]);
  expect([...softFilterMasks(network, grown, 0.5, convs).conv_1!.data]).toEqual([1, 0, 1, 0]);
});

test('shares out of range are refused', () => {
  expect(() => softFilterMasks(network, state, 1, convs)).toThrow(/no such share of filters can go \(got 1\)/);
});
