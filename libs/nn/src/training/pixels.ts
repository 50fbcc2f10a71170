import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, tensor, tf, uint8, type Extent, type Tensor, type TensorSpec } from '@tombola/engine';

/** How what an example travels as becomes what a network sees: (byte / 255 - mean) / std, channel by channel. */
export interface Pixels {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** floats: examples travel as the bytes of float32 numbers, four each, which are not divided by 255. Default bytes. */
  readonly values?: 'bytes' | 'floats';
}

/** byte / 255 and nothing else. */
export const unitPixels: Pixels = { mean: [], std: [] };

/**
 * Bytes (any number dtype) [batch, channels, height, width] as normalised float32. Divided, not multiplied by 1 / 255,
 * so that a pixel is the float32 nearest to byte / 255, as it is for whoever feeds an exported network.
 */
export function normalise(images: tfTypes.Tensor, pixels: Pixels): tfTypes.Tensor {
  return standardise(pixels.values === 'floats' ? images : tf.div(tf.cast(images, 'float32'), 255), pixels);
}

/** How many bytes a number of an example travels as. */
export function bytesPerValue({ values }: Pixels): number {
  return values === 'floats' ? Float32Array.BYTES_PER_ELEMENT : 1;
}

/** What a program takes of examples: uint8, or float32 where they are numbers. */
export function examplesSpec({ values }: Pixels, ...shape: Extent[]): TensorSpec<'uint8' | 'float32'> {
  return values === 'floats' ? float32(...shape) : uint8(...shape);
}

/** Examples as such a program takes them; nothing is copied. @param bytes as they travel, at a multiple of 4 in their buffer */
export function examplesTensor(
  bytes: Uint8Array,
  shape: readonly number[],
  { values }: Pixels,
): Tensor<'uint8' | 'float32'> {
  if (values !== 'floats') return tensor(bytes, shape, 'uint8');
  return tensor(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4), shape);
}

/** Pixels in [0, 1], float32 [batch, channels, height, width], minus the mean, over the standard deviation. */
export function standardise(images: tfTypes.Tensor, { mean, std }: Pixels): tfTypes.Tensor {
  if (mean.length === 0) return images;
  const perChannel = (values: readonly number[]) => tf.tensor([...values], [values.length, 1, 1]);
  return tf.div(tf.sub(images, perChannel(mean)), perChannel(std));
}
