import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/**
 * An op of TensorFlow.js, which has channels last, for images [batch, channels, height, width]. In a compiled program
 * the transposes meet those of the op itself and are gone.
 */
export function channelsLast(images: tfTypes.Tensor, op: (images: tfTypes.Tensor4D) => tfTypes.Tensor): tfTypes.Tensor {
  return tf.transpose(op(tf.transpose(images as tfTypes.Tensor4D, [0, 2, 3, 1])), [0, 3, 1, 2]);
}

/** Explicit padding as TensorFlow.js wants it. */
export function padding([top, bottom, left, right]: readonly [number, number, number, number]): Padding {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

type Padding = Exclude<Parameters<typeof tf.conv2d>[3], string | number>;
