import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import type { Padding, Pair } from '../network/node';
import { channelsLast, padding as explicit } from './channels-last';

export interface ConvOptions {
  readonly stride: Pair;
  /** [top, bottom, left, right] */
  readonly padding: Padding;
  /** Parts that channels in and out are cut into, each convolved by itself. */
  readonly groups: number;
}

/**
 * Cross-correlation of images [batch, in, height, width] with filters [out, in / groups, height, width], as float32
 * [batch, out, height, width].
 */
export function conv2d(
  images: tfTypes.Tensor,
  filters: tfTypes.Tensor,
  { stride, padding, groups }: ConvOptions,
): tfTypes.Tensor {
  const [out, into, height, width] = filters.shape as [number, number, number, number];
  const pad = explicit(padding);
  const strides: [number, number] = [...stride];
  if (groups === 1) {
    const weights = tf.transpose(filters, [2, 3, 1, 0]) as tfTypes.Tensor4D;
    return channelsLast(images, (x) => tf.conv2d(x, weights, strides, pad));
  }
  if (into === 1) {
    const parted = tf.reshape(filters, [groups, out / groups, height, width]);
    const weights = tf.transpose(parted, [2, 3, 0, 1]) as tfTypes.Tensor4D;
    // TensorFlow.js has one stride for both ways here.
    if (stride[0] === stride[1]) return channelsLast(images, (x) => tf.depthwiseConv2d(x, weights, strides, pad));
  }
  const parts = tf.split(images, groups, 1);
  const weights = tf.split(filters, groups, 0);
  return tf.concat(
    parts.map((part, i) => conv2d(part, weights[i]!, { stride, padding, groups: 1 })),
    1,
  );
}
