import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';

/** How raw bytes become what a network sees: (byte / 255 - mean) / std, channel by channel. */
export interface Pixels {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** byte / 255 and nothing else. */
export const unitPixels: Pixels = { mean: [], std: [] };

/**
 * Bytes (any number dtype) [batch, channels, height, width] as normalised float32. Divided, not multiplied by 1 / 255,
 * so that a pixel is the float32 nearest to byte / 255, as it is for whoever feeds an exported network.
 */
export function normalise(images: tfTypes.Tensor, pixels: Pixels): tfTypes.Tensor {
  return standardise(tf.div(tf.cast(images, 'float32'), 255), pixels);
}

/** Pixels in [0, 1], float32 [batch, channels, height, width], minus the mean, over the standard deviation. */
export function standardise(images: tfTypes.Tensor, { mean, std }: Pixels): tfTypes.Tensor {
  if (mean.length === 0) return images;
  const perChannel = (values: readonly number[]) => tf.tensor([...values], [values.length, 1, 1]);
  return tf.div(tf.sub(images, perChannel(mean)), perChannel(std));
}
