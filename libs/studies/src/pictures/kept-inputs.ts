import type { Tensor } from '@tombola/engine';

/** How many connections each pixel of an image keeps in the first layer. */
export interface KeptInputs {
  readonly height: number;
  readonly width: number;
  /** That a pixel has in the dense network, all its channels together. */
  readonly connections: number;
  /** By pixel, row after row. */
  readonly kept: readonly number[];
}

/**
 * What the mask of a dense first layer, [in, out], keeps of each pixel; channels of a pixel count together.
 *
 * @param mask of the first layer
 * @param inputShape of the data: channels, height, width, which is the order of its inputs
 * @returns undefined where the first layer is not dense, or the data are no images
 */
export function keptInputs(mask: Tensor<'uint8'>, inputShape: readonly number[]): KeptInputs | undefined {
  const [channels, height, width] = inputShape;
  if (channels === undefined || height === undefined || width === undefined) return undefined;
  const [inputs, outputs, ...more] = mask.shape;
  const pixels = height * width;
  if (more.length > 0 || inputs !== channels * pixels || outputs === undefined) return undefined;
  const kept = Array.from({ length: pixels }, () => 0);
  for (let i = 0; i < mask.data.length; i++) kept[Math.floor(i / outputs) % pixels]! += mask.data[i]!;
  return { height, width, connections: channels * outputs, kept };
}
