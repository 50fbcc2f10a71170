import { InputError } from '@tombola/shared';
import { checkPositive } from './checks';
import type { Padding, Pair } from './network';

/** A window that slides over an image: where it stops, and which of its places are inside. */
export interface SlidingWindow {
  readonly image: Pair;
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  /** How often it stops, down and right. */
  readonly places: Pair;
}

/** @throws {InputError} when it does not fit, or holds nothing but padding somewhere. */
export function windowOf(
  name: string,
  image: readonly number[],
  size: Pair,
  stride: readonly number[],
  padding: Padding = [0, 0, 0, 0],
): SlidingWindow {
  checkPositive([...size, ...stride], `the window of ${name}`);
  const [height, width] = image as unknown as Pair;
  const [top, bottom, left, right] = padding;
  if (padding.some((side) => !Number.isSafeInteger(side) || side < 0)) {
    throw new InputError({ what: `the padding of ${name} is wrong`, value: padding, expected: 'whole numbers from 0' });
  }
  const [down, across] = stride as unknown as Pair;
  const places = [
    Math.floor((height + top + bottom - size[0]) / down) + 1,
    Math.floor((width + left + right - size[1]) / across) + 1,
  ] as const;
  if (Math.min(...places) < 1) {
    throw new InputError({
      what: `the window of ${name} does not fit into the image`,
      value: size,
      expected: `at most ${height + top + bottom} x ${width + left + right}`,
    });
  }
  return { image: [height, width], size, stride: [down, across], padding, places };
}

/**
 * What lies in every window, as places row * width + column of the image; -1 is padding. [windows, height * width of the window]
 *
 * @throws {InputError} when a window has nothing but padding in it.
 */
export function windowPlaces({ image, size, stride, padding, places }: SlidingWindow, name: string): Int32Array {
  const found = new Int32Array(places[0] * places[1] * size[0] * size[1]);
  let at = 0;
  for (let i = 0; i < places[0]; i++) {
    for (let j = 0; j < places[1]; j++) {
      const start = at;
      for (let y = 0; y < size[0]; y++) {
        for (let x = 0; x < size[1]; x++) {
          const row = i * stride[0] + y - padding[0];
          const column = j * stride[1] + x - padding[2];
          const inside = row >= 0 && row < image[0] && column >= 0 && column < image[1];
          found[at++] = inside ? row * image[1] + column : -1;
        }
      }
      if (found.subarray(start, at).every((place) => place < 0)) {
        throw new InputError({
          what: `${name} has windows with nothing but padding in them`,
          value: padding,
          expected: 'padding below its size',
        });
      }
    }
  }
  return found;
}
