import type { RandomStream } from '@tombola/shared';
import type { ImageShape } from '../types';

/** Pixels of the border that images get on every side before they are cut out in their own size. */
export const border = 4;

/**
 * Copies an image, cut out at random of itself with a black border of 4 pixels, and mirrored left to right in half of the
 * cases: the augmentation of CIFAR in He et al. 2016, section 4.2. The border is the byte 0, before normalisation, as
 * torchvision's `RandomCrop(32, padding=4)` has it on raw images: `standard` pixels make it minus the mean over the
 * deviation.
 *
 * @param source bytes, the image (channels, rows, columns) from `from` on.
 * @param target bytes, the same size from `to` on.
 */
export function cropFlip(
  source: Uint8Array,
  from: number,
  [channels, height, width]: ImageShape,
  draws: RandomStream,
  target: Uint8Array,
  to: number,
): void {
  const down = draws.integer(2 * border + 1) - border;
  const right = draws.integer(2 * border + 1) - border;
  const mirrored = draws.integer(2) === 1;
  // Columns of the target that show the image; what is behind `first` in the target is behind `start` in the image.
  const first = Math.max(0, mirrored ? right : -right);
  const shown = Math.max(0, width - Math.abs(right));
  const start = mirrored ? width - 1 - first + right : first + right;
  const step = mirrored ? -1 : 1;
  const [top, bottom] = [Math.max(0, -down), Math.min(height, height - down)];
  target.fill(0, to, to + channels * height * width);
  for (let channel = 0; channel < channels; channel++) {
    for (let y = top; y < bottom; y++) {
      const row = to + (channel * height + y) * width + first;
      let at = from + (channel * height + y + down) * width + start;
      for (let x = 0; x < shown; x++, at += step) target[row + x] = source[at]!;
    }
  }
}
