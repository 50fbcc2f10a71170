import { InputError, type NodeDefinition } from '@tombola/shared';
import type { Padding, Pair } from './node';

type PaddingDefinition = Extract<NodeDefinition, { op: 'conv' }>['padding'];

/** Both numbers of a pair that may be written as one. */
export function pair(value: number | Pair): Pair {
  return typeof value === 'number' ? [value, value] : value;
}

/** What a window slides over. */
export interface Window {
  /** Of the node, for errors. */
  readonly node: string;
  /** Height and width of the image. */
  readonly image: Pair;
  readonly size: Pair;
  readonly stride: Pair;
}

/** Rows and columns on each side. `same` makes ceil(extent / stride), with the odd one at the end, as TensorFlow does. */
export function paddingOf(padding: PaddingDefinition, { image, size, stride }: Window): Padding {
  if (padding === 'valid') return [0, 0, 0, 0];
  if (typeof padding === 'number') return [padding, padding, padding, padding];
  if (padding !== 'same') return padding;
  const around = (axis: 0 | 1) => {
    const steps = Math.ceil(image[axis] / stride[axis]);
    const total = Math.max((steps - 1) * stride[axis] + size[axis] - image[axis], 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)] as const;
  };
  return [...around(0), ...around(1)];
}

/**
 * Height and width of what a window makes: floor((extent + padding - size) / stride) + 1. Rows and columns at the end
 * that fill no window are left out.
 *
 * @throws {InputError} when the window is larger than the image with its padding.
 */
export function slide(window: Window, [top, bottom, left, right]: Padding): Pair {
  const { node, image, size, stride } = window;
  const padded: Pair = [image[0] + top + bottom, image[1] + left + right];
  if (size[0] > padded[0] || size[1] > padded[1]) {
    throw new InputError({
      what: `${node} has a window larger than its image`,
      value: size.join(' x '),
      expected: `at most ${padded.join(' x ')}, padding included`,
      mend: 'Use a smaller window, padding "same", or fewer strides and pools before it.',
    });
  }
  return [Math.floor((padded[0] - size[0]) / stride[0]) + 1, Math.floor((padded[1] - size[1]) / stride[1]) + 1];
}
