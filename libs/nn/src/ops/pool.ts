import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import type { Padding, Pair } from '../network/node';
import { channelsLast, padding as explicit } from './channels-last';

export interface PoolOptions {
  readonly size: Pair;
  readonly stride: Pair;
  /** [top, bottom, left, right]; takes no part in maxima and averages. */
  readonly padding: Padding;
}

/** The greatest of every window of images [batch, channels, height, width]. */
export function maxPool(images: tfTypes.Tensor, { size, stride, padding }: PoolOptions): tfTypes.Tensor {
  return channelsLast(images, (x) => tf.maxPool(x, [...size], [...stride], explicit(padding)));
}

/** The average of every window of images [batch, channels, height, width]. */
export function averagePool(images: tfTypes.Tensor, { size, stride, padding }: PoolOptions): tfTypes.Tensor {
  return channelsLast(images, (x) => tf.avgPool(x, [...size], [...stride], explicit(padding)));
}

/** The average of every channel, [batch, channels]. */
export function globalAveragePool(images: tfTypes.Tensor): tfTypes.Tensor {
  return tf.mean(images, [2, 3]);
}
