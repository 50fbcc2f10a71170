import { constant, node, reshape, transpose, type Node, type Value } from '../graph';
import type { Extents, Pads } from './window';

const DOMAIN = 'com.microsoft.nchwc';

/*
 * onnxruntime convolves fastest in a layout of its own: channels in blocks of 8 or 16, one vector register each, the
 * block innermost. A value in it still has the shape [batch, channels, height, width]; only its elements lie
 * otherwise. Filters must lie to fit.
 */

/** Images in blocked layout; channels are filled up with zeros to whole blocks. */
export function toBlocked(images: Value, block: number): Value {
  const [batch, channels, ...extents] = images.shape as Extents;
  const shape = [batch, wholeBlocks(channels, block), ...extents];
  return node('ReorderInput', [images], { dtype: 'float32', shape }, {}, DOMAIN);
}

/** Images in ONNX's layout again. */
export function fromBlocked(images: Value): Value {
  return node('ReorderOutput', [images], images, { channels: images.shape[1] as number }, DOMAIN);
}

/** A convolution in blocked layout; `filter` lies to fit, images of less than a block of channels are as in ONNX. */
export function blockedConv(
  inputs: readonly [images: Value, filter: Value, bias?: Value],
  shape: Value['shape'],
  attributes: Node['attributes'],
): Value {
  return node('Conv', inputs, { dtype: 'float32', shape }, attributes, DOMAIN);
}

/** Blocked images with zeros around them, by filters of one pixel that change nothing: many times as fast as a Pad. */
export function padBlocked(images: Value, pads: Pads): Value {
  if (pads.every((amount) => amount === 0)) return images;
  const [batch, channels, height, width] = images.shape as Extents;
  const [top, left, bottom, right] = pads;
  return blockedConv(
    [images, constant('float32', [channels, 1, 1, 1], new Float32Array(channels).fill(1))],
    [batch, channels, height + top + bottom, width + left + right],
    { kernel_shape: [1, 1], strides: [1, 1], dilations: [1, 1], pads, group: channels },
  );
}

export function wholeBlocks(channels: number, block: number): number {
  return Math.ceil(channels / block) * block;
}

/** Which axis of [out blocks, out, in blocks, in, height, width] a filter has where. */
const FORWARD = [0, 2, 4, 5, 3, 1];
/** The same with the roles of in and out exchanged. */
const BACKWARD = [2, 0, 4, 5, 1, 3];

/** A filter [out, in, height, width] for blocked images. */
export function blockedFilter(filter: Value, block: number): Value {
  return blocks(filter, block, FORWARD, [0, 1]);
}

/** The same filter for what flows back: it gives [in] from [out]. */
export function blockedFilterBack(filter: Value, block: number): Value {
  return blocks(filter, block, BACKWARD, [1, 0]);
}

function blocks(filter: Value, block: number, perm: readonly number[], [out, into]: readonly [number, number]): Value {
  const shape = filter.shape as Extents;
  const [o, i, height, width] = shape;
  const parted = reshape(filter, [o / block, block, i / block, block, height, width]);
  return reshape(transpose(parted, perm), [shape[out]!, shape[into]!, height, width]);
}

/** A filter [out, in, height, width] of few or single input channels: only what comes out is in blocks. */
export function outBlockedFilter(filter: Value, block: number): Value {
  const [out, into, height, width] = filter.shape as Extents;
  const parted = reshape(filter, [out / block, block, into, height, width]);
  return reshape(transpose(parted, [0, 2, 3, 4, 1]), [out, into, height, width]);
}
