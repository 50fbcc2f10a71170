import { constant, int64s, node, reshape, transpose, type Node, type Value } from '../graph';
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

/*
 * Filters [out, in, height, width] get into layout by the same reordering, much faster than by a general transpose:
 * what is to lie innermost is taken for channels, everything after it for pixels.
 */

/** A filter for blocked images: [out blocks, in blocks, height, width, in, out]. */
export function blockedFilter(filter: Value, block: number): Value {
  const [out, into, height, width] = filter.shape as Extents;
  const pixels = height * width;
  const reordered = reshape(outBlockedFilter(filter, block), [out / block, into / block, block, pixels, block]);
  return reshape(transpose(reordered, [0, 1, 3, 2, 4]), [out, into, height, width]);
}

/** A filter of few or single input channels: [out blocks, in, height, width, out]. */
export function outBlockedFilter(filter: Value, block: number): Value {
  const [out, into, height, width] = filter.shape as Extents;
  const channels = reshape(filter, [out / block, block, into * height * width, 1]);
  return reshape(toBlocked(channels, block), [out, into, height, width]);
}

/**
 * The filter by which the gradient flows back, from out to in, turned by half a turn: [in blocks, out blocks, height,
 * width, out, in].
 */
export function blockedFilterBack(filter: Value, block: number): Value {
  const [out, into, height, width] = filter.shape as Extents;
  const pixels = height * width;
  const channels = reshape(filter, [(out * into) / block, block, pixels, 1]);
  const reordered = reshape(toBlocked(channels, block), [out / block, block, into / block, pixels, block]);
  const lying = transpose(reordered, [2, 0, 3, 1, 4]);
  return reshape(fromTheEnd(lying, [2]), [into, out, height, width]);
}

/** The value with its elements along some axes in opposite order. */
export function fromTheEnd(value: Value, axes: readonly number[]): Value {
  if (axes.every((axis) => value.shape[axis] === 1)) return value;
  const each = (bound: number) => int64s(axes.map(() => bound));
  return node('Slice', [value, each(-1), each(BEFORE_FIRST), int64s(axes), each(-1)], value);
}

/** "To the first, with it", as ONNX slices that go backwards understand it. */
const BEFORE_FIRST = -(2 ** 31);
