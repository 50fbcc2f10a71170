import type * as tfTypes from '@tensorflow/tfjs-core';
import type { KernelCase } from '../../testing/kernel-cases';
import { normal } from '../../testing/recipes';
import { tf } from '../../tensorflow';

type Pad = Parameters<typeof tf.conv2d>[3];

const around = (top: number, bottom: number, left: number, right: number): Pad => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

/** Images, filter, strides and padding; channels in whole blocks and otherwise, batches too. */
const convolutions: [title: string, x: number[], filter: number[], strides: number | [number, number], pad: Pad][] = [
  ['same', [2, 6, 5, 3], [3, 3, 3, 4], 1, 'same'],
  ['same, of an even filter', [2, 6, 5, 3], [2, 4, 3, 4], 1, 'same'],
  ['valid', [2, 6, 7, 3], [5, 3, 3, 2], 1, 'valid'],
  ['of stride 2', [2, 7, 6, 3], [3, 3, 3, 4], 2, 'same'],
  ['of stride 2 that leaves pixels over', [2, 8, 8, 2], [3, 3, 2, 3], 2, 'valid'],
  ['of strides that differ', [2, 7, 9, 2], [3, 2, 2, 3], [2, 3], 'valid'],
  ['with padding of its own', [2, 5, 6, 3], [3, 3, 3, 4], 1, around(2, 0, 1, 1)],
  ['with wide padding', [1, 3, 3, 2], [2, 2, 2, 2], 1, around(3, 2, 2, 3)],
  ['pointwise', [3, 4, 5, 3], [1, 1, 3, 4], 1, 'same'],
  ['pointwise of stride 2', [3, 4, 5, 3], [1, 1, 3, 4], 2, 'same'],
  ['of a filter as large as the images', [2, 4, 4, 3], [4, 4, 3, 5], 1, 'valid'],
  ['into one block of channels', [4, 6, 5, 3], [3, 3, 3, 16], 1, 'same'],
  ['of one block of channels', [16, 5, 6, 16], [3, 3, 16, 16], 1, 'same'],
  ['of two blocks and a batch that is none', [6, 4, 4, 32], [3, 3, 32, 16], 1, 'same'],
  ['of a batch of one and a block', [1, 5, 5, 16], [3, 3, 16, 32], 1, 'same'],
  ['of blocks, stride 2', [5, 8, 7, 16], [3, 3, 16, 32], 2, around(1, 1, 1, 1)],
  ['of blocks, valid', [3, 6, 8, 16], [5, 2, 16, 16], 1, 'valid'],
  ['of blocks, with padding of its own', [2, 5, 6, 16], [3, 3, 16, 16], 1, around(2, 0, 1, 1)],
  ['of blocks, pointwise', [2, 4, 5, 32], [1, 1, 32, 16], 1, 'same'],
  ['of blocks, pointwise of stride 2', [2, 8, 8, 16], [1, 1, 16, 32], 2, 'valid'],
  ['of blocks, of stride 2 that leaves pixels over', [4, 8, 8, 16], [3, 3, 16, 16], 2, 'valid'],
];

const conv2d = (x: tfTypes.Tensor, filter: tfTypes.Tensor, ...rest: unknown[]) =>
  tf.conv2d(x as tfTypes.Tensor4D, filter as tfTypes.Tensor4D, ...(rest as [number, 'same']));

const conv2dCases = convolutions.map(([title, x, filter, strides, pad]): KernelCase => ({
  kernel: 'Conv2D',
  title,
  inputs: [normal(...x), normal(...filter)],
  program: (images, weights) => conv2d(images, weights, strides, pad),
}));

const others: KernelCase[] = [
  {
    kernel: 'Conv2D',
    title: 'with channels first',
    inputs: [normal(2, 3, 6, 5), normal(3, 3, 3, 16)],
    program: (x, w) => conv2d(x, w, 1, 'same', 'NCHW'),
  },
  {
    kernel: 'Conv2D',
    title: 'with holes',
    inputs: [normal(2, 8, 8, 16), normal(3, 3, 16, 16)],
    program: (x, w) => conv2d(x, w, 1, 'valid', 'NHWC', 2),
    gradient: false,
  },
  ...[1, 2].map((factor): KernelCase => ({
    kernel: 'Conv2D',
    title: `of blocks with a number a channel added after relu${factor === 1 ? '' : ' and a factor'}`,
    inputs: [normal(2, 3, 6, 5), normal(3, 3, 3, 16), normal(16, 1, 1)],
    program: (x, w, b) => {
      const y = conv2d(x, w, 1, 'same', 'NCHW');
      return tf.add(tf.relu(factor === 1 ? y : tf.mul(y, tf.mul(b, factor))), b);
    },
  })),
  {
    kernel: 'FusedConv2D',
    title: 'with bias and relu',
    inputs: [normal(2, 6, 5, 3), normal(3, 3, 3, 16), normal(16)],
    program: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tfTypes.Tensor4D,
        filter: filter as tfTypes.Tensor4D,
        strides: 1,
        pad: 'same',
        bias,
        activation: 'relu',
      }),
  },
];

/** Of every channel by itself: images, filter [height, width, channels, multiplier], stride and padding. */
const depthwise: [title: string, x: number[], filter: number[], strides: number, pad: 'same' | 'valid'][] = [
  ['same', [2, 6, 5, 3], [3, 3, 3, 1], 1, 'same'],
  ['valid', [2, 6, 5, 3], [3, 2, 3, 1], 1, 'valid'],
  ['of stride 2', [2, 7, 6, 4], [3, 3, 4, 1], 2, 'same'],
  ['with several filters a channel', [2, 6, 5, 3], [3, 3, 3, 2], 1, 'same'],
  ['with several filters a channel, stride 2', [2, 6, 5, 3], [3, 3, 3, 2], 2, 'valid'],
  ['of blocks', [3, 6, 5, 16], [3, 3, 16, 1], 1, 'same'],
  ['of blocks, stride 2', [3, 6, 5, 32], [3, 3, 32, 1], 2, 'same'],
];

const depthwiseCases = depthwise.map(([title, x, filter, strides, pad]): KernelCase => ({
  kernel: 'DepthwiseConv2dNative',
  title,
  inputs: [normal(...x), normal(...filter)],
  program: (images, weights) =>
    tf.depthwiseConv2d(images as tfTypes.Tensor4D, weights as tfTypes.Tensor4D, strides, pad),
}));

const fusedDepthwise: KernelCase = {
  kernel: 'FusedDepthwiseConv2D',
  title: 'with bias and relu',
  inputs: [normal(2, 6, 5, 3), normal(3, 3, 3, 1), normal(3)],
  program: (x, filter, bias) =>
    tf.fused.depthwiseConv2d({
      x: x as tfTypes.Tensor4D,
      filter: filter as tfTypes.Tensor4D,
      strides: 1,
      pad: 'same',
      bias,
      activation: 'relu',
    }),
};

export const convolutionCases: KernelCase[] = [...conv2dCases, ...others, ...depthwiseCases, fusedDepthwise];
