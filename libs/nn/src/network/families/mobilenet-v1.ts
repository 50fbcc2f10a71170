import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';

/** Channels and stride of each pair of a depthwise and a pointwise convolution. */
const pairs = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  ...Array.from({ length: 5 }, () => [512, 1] as const),
  [1024, 2],
  [1024, 1],
] as const;

/**
 * MobileNet (Howard et al. 2017, table 1) of width 1: 13 depthwise separable convolutions, each half with batch norm and ReLU.
 * Padding is TensorFlow's, which the paper's networks were trained with.
 */
export const mobilenetV1: Family = () => ({
  name: 'mobilenet-v1',
  nodes: [
    { op: 'conv', name: 'conv_1', channels: 32, kernel: 3, stride: 2, bias: false },
    { op: 'batch-norm' },
    { op: 'relu' },
    ...pairs.flatMap(([channels, stride], i) => separable(i + 1, channels, stride, i === 0 ? 32 : pairs[i - 1]![0])),
    ...averageHead,
  ],
});

function separable(number: number, channels: number, stride: number, channelsIn: number): NodeDefinitionInput[] {
  const conv = { op: 'conv', bias: false } as const;
  return [
    {
      ...conv,
      name: `block_${number}_depthwise`,
      channels: channelsIn,
      kernel: 3,
      stride,
      groups: 'depthwise',
    },
    { op: 'batch-norm' },
    { op: 'relu' },
    { ...conv, name: `block_${number}_pointwise`, channels, kernel: 1 },
    { op: 'batch-norm' },
    { op: 'relu' },
  ];
}
