import type * as tfTypes from '@tensorflow/tfjs-core';
import type { KernelCase } from '../../testing/kernel-cases';
import { normal, type Recipe } from '../../testing/recipes';
import { tf } from '../../tensorflow';

type Pad = Parameters<typeof tf.maxPool>[3];

/** Images, window, strides and padding. */
const pools: [title: string, x: number[], size: number | [number, number], strides: number, pad: Pad][] = [
  ['of windows side by side', [2, 6, 4, 3], 2, 2, 'valid'],
  ['that leaves pixels over', [2, 7, 5, 3], 2, 2, 'valid'],
  ['of windows that overlap', [2, 7, 6, 3], 3, 2, 'same'],
  ['of stride 1', [2, 5, 4, 3], 3, 1, 'same'],
  ['of windows apart', [2, 8, 8, 2], 2, 3, 'valid'],
  ['of windows that are no squares', [2, 6, 6, 3], [3, 2], 3, 'valid'],
  ['with padding', [2, 7, 7, 3], 3, 3, 1],
  ['of nearly nothing but padding', [2, 1, 1, 3], 3, 3, 2],
  ['of whole images', [2, 4, 4, 5], 4, 4, 'valid'],
  ['of blocks of channels', [2, 8, 8, 16], 2, 2, 'valid'],
];

/** Small whole numbers, so that windows have several greatest. */
const ties = (...shape: number[]): Recipe => {
  const draw = normal(...shape);
  return (random) => {
    const { data } = draw(random);
    return { dtype: 'float32', shape, data: Float32Array.from(data, (x) => Math.max(0, Math.round(x))) };
  };
};

export const poolingCases: KernelCase[] = pools.flatMap(([title, x, size, strides, pad]) => [
  {
    kernel: 'MaxPool',
    title,
    inputs: [normal(...x)],
    program: (images: tfTypes.Tensor) => tf.maxPool(images as tfTypes.Tensor4D, size, strides, pad),
  },
  {
    kernel: 'MaxPool',
    title: `${title}, with equals`,
    inputs: [ties(...x)],
    program: (images: tfTypes.Tensor) => tf.maxPool(images as tfTypes.Tensor4D, size, strides, pad),
  },
  {
    kernel: 'AvgPool',
    title,
    inputs: [normal(...x)],
    program: (images: tfTypes.Tensor) => tf.avgPool(images as tfTypes.Tensor4D, size, strides, pad),
    // TensorFlow.js cpu takes padding for pixels when it goes back, though not when it goes forward.
    gradient: pad === 'valid',
  },
]);
