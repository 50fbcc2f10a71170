import type { RandomStream } from '@tombola/shared';

/** A rectangle of an image, in pixels. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const area = [0.08, 1] as const;
const ratio = [3 / 4, 4 / 3] as const;
const tries = 10;

/**
 * The window of a random resized crop: 8 to 100 % of the area, a ratio of width to height from 3/4 to 4/3, uniform in its
 * logarithm (Szegedy et al. 2015, section 6, with the numbers and the fallback of torchvision's `RandomResizedCrop`).
 */
export function randomWindow(width: number, height: number, draws: RandomStream): Window {
  const between = ([low, high]: readonly [number, number]) => low + (high - low) * draws.uniform();
  for (let i = 0; i < tries; i++) {
    const target = width * height * between(area);
    const shape = Math.exp(between([Math.log(ratio[0]), Math.log(ratio[1])]));
    const cut = { width: Math.round(Math.sqrt(target * shape)), height: Math.round(Math.sqrt(target / shape)) };
    if (cut.width < 1 || cut.height < 1 || cut.width > width || cut.height > height) continue;
    return { ...cut, left: draws.integer(width - cut.width + 1), top: draws.integer(height - cut.height + 1) };
  }
  return centre(
    width,
    height,
    Math.max(1, Math.min(width, Math.round(height * ratio[1]))),
    Math.max(1, Math.min(height, Math.round(width / ratio[0]))),
  );
}

/** The window of a size in the middle of an image. */
export function centre(width: number, height: number, cutWidth: number, cutHeight: number): Window {
  return {
    left: Math.floor((width - cutWidth) / 2),
    top: Math.floor((height - cutHeight) / 2),
    width: cutWidth,
    height: cutHeight,
  };
}
