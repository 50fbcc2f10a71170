import { int64s, node, reshape, transpose, type Node, type Value } from '../graph';
import { blockedConv, fromBlocked, padBlocked, toBlocked, wholeBlocks } from './blocked';
import { windowOf, type Extents, type Pads, type Window } from './window';

/**
 * The gradient of a convolution by its filter: every filter element gets the product of the upstream gradient with the
 * images, shifted, summed over batch and pixels. That is a convolution too, in which the batch plays the channels, the
 * upstream gradient the filter, and the stride the dilation.
 */
export function lowerFilterGradient(gradient: Node, block: number): Value {
  const [images, upstream] = gradient.inputs as [Value, Value];
  const [filter] = gradient.outputs;
  const window = windowOf(gradient);
  const [out] = filter!.shape as Extents;
  if (isPointwise(window)) return pointwise(images, upstream, filter!);
  if (block > 1 && window.group === 1 && out % block === 0) return blocked(images, upstream, filter!, window, block);
  return grouped(images, upstream, filter!, window);
}

function isPointwise({ kernel, strides, pads, group }: Window): boolean {
  return group === 1 && [...kernel, ...strides].every((extent) => extent === 1) && pads.every((pad) => pad === 0);
}

/** Filters of one pixel: a product of two matrices. */
function pointwise(images: Value, upstream: Value, filter: Value): Value {
  const [out, into] = filter.shape as Extents;
  const [rows, columns] = [upstream, images].map((value) => {
    const [batch, channels, height, width] = value.shape as Extents;
    return reshape(transpose(value, SWAPPED), [channels, batch * height * width]);
  });
  const product = node('Gemm', [rows, columns], { dtype: 'float32', shape: [out, into] }, { transA: 0, transB: 1 });
  return reshape(product, filter.shape);
}

const SWAPPED = [1, 0, 2, 3];
/** The runtime takes only so many channels, or a multiple, into blocks. */
const REORDERED = 4;

/** On blocked channels: blocks of the batch, that is. */
function blocked(images: Value, upstream: Value, filter: Value, window: Window, block: number): Value {
  const [out, into, height, width] = filter.shape as Extents;
  const [batch, , rows, columns] = upstream.shape as Extents;
  const padded = wholeBlocks(batch, block);
  const pads = windowPads(images, upstream, window);
  const [crop, zeros] = [bounded(pads, Math.min), bounded(pads, Math.max)];
  const swapped = pad(transpose(images, SWAPPED), [0, wholeBlocks(batch, REORDERED)], crop);
  // Padding is written out: the runtime is slow on columns at an edge, and here all columns would be.
  const input = padBlocked(toBlocked(swapped, block), zeros);
  const whole = pad(toBlocked(upstream, block), [padded, 0]);
  const parted = reshape(whole, [padded / block, block, out / block, rows, columns, block]);
  const lying = reshape(transpose(parted, [2, 0, 3, 4, 1, 5]), [out, padded, rows, columns]);
  const product = blockedConv([input, lying], [into, out, height, width], {
    kernel_shape: [rows, columns],
    strides: window.dilations,
    dilations: window.strides,
    pads: [0, 0, 0, 0],
    group: 1,
  });
  return transpose(fromBlocked(product), SWAPPED);
}

/** In any groups, in ONNX's layout. */
function grouped(images: Value, upstream: Value, filter: Value, window: Window): Value {
  const { group } = window;
  const [out, into, height, width] = filter.shape as Extents;
  const [batch, , rows, columns] = upstream.shape as Extents;
  const padded = pad(images, [0, 0], windowPads(images, upstream, window));
  const [, , high, wide] = padded.shape as Extents;
  const input = transpose(reshape(padded, [batch, group, into, high, wide]), [2, 1, 0, 3, 4]);
  const product = node(
    'Conv',
    [reshape(input, [into, group * batch, high, wide]), transpose(upstream, SWAPPED)],
    { dtype: 'float32', shape: [into, out, height, width] },
    {
      kernel_shape: [rows, columns],
      strides: window.dilations,
      dilations: window.strides,
      pads: [0, 0, 0, 0],
      group,
    },
  );
  return transpose(product, SWAPPED);
}

/** The padding with which exactly as many shifts fit as the filter has elements; negative where pixels are unused. */
function windowPads(images: Value, upstream: Value, window: Window): Pads {
  const { kernel, strides, dilations, pads } = window;
  const after = [0, 1].map((axis) => {
    const [pixels, outputs] = [images, upstream].map((value) => value.shape[axis + 2] as number);
    return (outputs! - 1) * strides[axis]! + (kernel[axis]! - 1) * dilations[axis]! + 1 - pixels! - pads[axis]!;
  });
  return [pads[0], pads[1], after[0]!, after[1]!] as const;
}

/** Only what of the pads takes away, or adds. */
function bounded([top, left, bottom, right]: Pads, bound: (zero: number, amount: number) => number): Pads {
  return [bound(0, top), bound(0, left), bound(0, bottom), bound(0, right)];
}

/** Images with zeros at [top, left, bottom, right], or less of them, and zeros up to at least [batch, channels]. */
function pad(
  images: Value,
  atLeast: readonly [number, number],
  [top, left, bottom, right]: Pads = [0, 0, 0, 0],
): Value {
  const [batch, channels, height, width] = images.shape as Extents;
  const more = [Math.max(0, atLeast[0] - batch), Math.max(0, atLeast[1] - channels)] as const;
  const amounts = [0, 0, top, left, ...more, bottom, right];
  if (amounts.every((amount) => amount === 0)) return images;
  const shape = [batch + more[0], channels + more[1], height + top + bottom, width + left + right];
  return node('Pad', [images, int64s(amounts)], { dtype: 'float32', shape }, { mode: 'constant' });
}
