import { InputError } from '@tombola/shared';
import type { NetworkNode } from './network';
import { resolveNetwork } from './resolve';

const image = [2, 4, 4];
const conv = { op: 'conv', channels: 2, kernel: [3, 3], weights: new Float64Array(36) } as const;
const ones = [1, 1];
const batchNorm = { op: 'batch-norm', scale: ones, shift: ones, mean: ones, variance: ones } as const;

test('shapes follow from what a node reads', () => {
  const nodes: NetworkNode[] = [
    { ...conv, padding: [1, 1, 1, 1], stride: [2, 1] },
    { op: 'max-pool', size: [2, 2], stride: [1, 2] },
    { op: 'concat', from: [1, 1] },
    { op: 'global-average-pool' },
    { op: 'flatten', from: 1 },
    { op: 'add', from: [3, 4] },
    { op: 'dense', units: 3, weights: new Float32Array(96), from: -1 },
  ];
  const shapes = resolveNetwork({ inputShape: image, nodes }).map(({ shape }) => shape);
  expect(shapes).toEqual([[2, 2, 4], [2, 1, 2], [4, 1, 2], [4], [4], [4], [3]]);
});

test.each<[string, readonly NetworkNode[], RegExp]>([
  ['no nodes', [], /no nodes/],
  [
    'a node after it',
    [{ op: 'relu', from: 0 }],
    /node 0 \(relu\) reads no node before it \(got 0\): expected -1 to -1/,
  ],
  ['one summand', [{ op: 'add', from: [-1] }], /reads too little/],
  ['summands of other shapes', [{ op: 'flatten' }, { op: 'add', from: [0, -1] }], /adds unequal shapes/],
  ['images of other sizes', [conv, { op: 'concat', from: [0, -1] }], /joins unequal shapes.*expected \[2,2\]/],
  [
    'weights too few',
    [{ ...conv, groups: 2 }],
    /weights of node 0 \(conv\) .* \(got 36\): expected 2 x 1 x 3 x 3 = 18/,
  ],
  ['groups that do not divide', [{ ...conv, channels: 3, groups: 2 }], /3 equal groups|2 equal groups/],
  [
    'weights that are NaN',
    [{ ...conv, weights: new Float64Array(36).fill(NaN) }],
    /weights of node 0 .* not all finite/,
  ],
  ['a window larger than the image', [{ ...conv, kernel: [5, 3], weights: new Float64Array(60) }], /does not fit/],
  ['negative padding', [{ ...conv, padding: [-1, 0, 0, 0] }], /the padding of node 0 \(conv\) is wrong/],
  ['a stride of 0', [{ op: 'max-pool', size: [2, 2], stride: [0, 1] }], /the window of node 0 \(max-pool\) is wrong/],
  ['images where units are', [{ op: 'flatten' }, { op: 'global-average-pool' }], /node 1 .* reads no images/],
  ['a variance below 0', [{ ...batchNorm, variance: [1, -1] }], /a variance of node 0 \(batch-norm\) is not positive/],
  ['means of other channels', [{ ...batchNorm, mean: [1] }], /the mean of node 0 .* \(got 1\): expected 2/],
  ['an infinite slope', [{ op: 'leaky-relu', slope: -Infinity }], /slope of node 0 .* not all finite/],
])('%s are refused', (_, nodes, message) => {
  const attempt = () => resolveNetwork({ inputShape: image, nodes });
  expect(attempt).toThrow(InputError);
  expect(attempt).toThrow(message);
});

test('an input that is neither units nor images is refused', () => {
  expect(() => resolveNetwork({ inputShape: [2, 2], nodes: [{ op: 'relu' }] })).toThrow(/the input has a wrong shape/);
  expect(() => resolveNetwork({ inputShape: [0], nodes: [{ op: 'relu' }] })).toThrow(/an extent of the input is wrong/);
});
