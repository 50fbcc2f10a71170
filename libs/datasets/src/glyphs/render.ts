import { randomStream, type RandomStream } from '@tombola/shared';
import type { ImageSet } from '../types';
import { Distorter, even } from './distortion';
import { facesOf, families } from './faces';
import { readDigits, type Outline } from './outlines';
import { Raster } from './raster';

/** Bound once: looking up globals is slow where a test runner gives modules their own. */
const { abs, floor, max, sqrt } = Math;

/** Rows and columns of an image, and the margin around it into which a digit may reach. */
const side = 28;
const margin = 6;
const grid = side + 2 * margin;

/** How an image is spoilt after drawing, each amount drawn evenly up to its bound. */
const spoils = {
  /** Share of each neighbour in a pixel, at most: 1/4 is the binomial blur. */
  blur: 0.24,
  /** The least ink of a full stroke. */
  ink: 0.65,
  /** Standard deviation of the noise, at most, in shares of full ink. */
  noise: 0.05,
  /** Stray strokes: at most so many, and their ink. */
  strays: 1,
  strayInk: 0.4,
} as const;

/** Draws images of one set. Image i depends on the set's name and i only. */
export class GlyphRenderer {
  /** family -> face -> digit. */
  private readonly outlines: readonly (readonly Outline[][])[];
  private readonly raster = new Raster(grid);
  private readonly distorter = new Distorter();
  private readonly drawn = new Float64Array(grid * grid);
  private readonly blurred = new Float64Array(grid * grid);

  /** @throws {InputError} when a typeface package is not installed. */
  constructor(private readonly set: 'train' | 'test') {
    this.outlines = families[set].map((family) => facesOf(family).map(readDigits));
  }

  /** Images `from` .. `from + count - 1` of the set. Image i is a digit of class i mod 10. */
  render(from: number, count: number): ImageSet {
    const images = new Uint8Array(count * side * side);
    const labels = new Uint8Array(count);
    for (let k = 0; k < count; k++) {
      labels[k] = (from + k) % 10;
      const random = randomStream(0, 'glyphs', this.set, from + k);
      this.draw(labels[k]!, random, images.subarray(k * side * side, (k + 1) * side * side));
    }
    return { images, labels, count, shape: [1, side, side], classes: 10 };
  }

  private draw(digit: number, random: RandomStream, out: Uint8Array): void {
    const { drawn, blurred } = this;
    const faces = pick(this.outlines, random);
    const outline = pick(faces, random)[digit]!;
    this.fill(this.distorter.bend(outline, random, grid / 2), outline.ends);
    const ink = spoils.ink + (1 - spoils.ink) * random.uniform();
    for (let i = 0; i < drawn.length; i++) blurred[i] = ink * drawn[i]!;
    for (let strays = random.integer(spoils.strays + 1); strays > 0; strays--) this.stray(random);
    blur(blurred, drawn, spoils.blur * random.uniform());
    spoil(blurred, (spoils.noise * random.uniform() * 255) / fourBytes, random.uint32(), out);
  }

  /** Fills polygons into `drawn`, as coverage in [0, 1]. */
  private fill(points: Float64Array, ends: readonly number[]): void {
    const { raster, drawn } = this;
    raster.clear();
    let start = 0;
    for (const end of ends) {
      for (let k = start, before = end - 1; k < end; before = k++) {
        raster.edge(points[2 * before]!, points[2 * before + 1]!, points[2 * k]!, points[2 * k + 1]!);
      }
      start = end;
    }
    for (let row = 0; row < grid; row++) raster.coverage(row, drawn, row * grid);
  }

  /** Lays a short straight stroke over the image, anywhere. */
  private stray(random: RandomStream): void {
    const [x, y] = [margin + side * random.uniform(), margin + side * random.uniform()];
    const [dx, dy] = [5 * even(random), 5 * even(random)];
    const half = 0.3 + 0.5 * random.uniform();
    const ink = spoils.strayInk * random.uniform();
    const length = sqrt(dx * dx + dy * dy);
    if (length === 0) return;
    const [nx, ny] = [(-dy / length) * half, (dx / length) * half];
    const corners = [
      x - dx + nx,
      y - dy + ny,
      x + dx + nx,
      y + dy + ny,
      x + dx - nx,
      y + dy - ny,
      x - dx - nx,
      y - dy - ny,
    ];
    this.fill(Float64Array.from(corners), [4]);
    for (let i = 0; i < this.drawn.length; i++) {
      this.blurred[i] = max(this.blurred[i]!, ink * abs(this.drawn[i]!));
    }
  }
}

function pick<T>(items: readonly T[], random: RandomStream): T {
  return items[random.integer(items.length)]!;
}

/** Blurs in place along rows, then columns, with the kernel (w, 1 - 2w, w). */
function blur(image: Float64Array, scratch: Float64Array, w: number): void {
  const middle = 1 - 2 * w;
  const [first, last] = [grid + 1, grid * grid - grid - 1];
  for (let i = 1; i < grid * grid - 1; i++) scratch[i] = w * image[i - 1]! + middle * image[i]! + w * image[i + 1]!;
  for (let i = first; i < last; i++) image[i] = w * scratch[i - grid]! + middle * scratch[i]! + w * scratch[i + grid]!;
}

/** The standard deviation of the sum of four bytes, which is near enough to normal. */
const fourBytes = 147.8;

/** The image's bytes: ink and noise, rounded and cut to 0 .. 255. Noise follows xorshift32, one word a pixel. */
function spoil(image: Float64Array, noise: number, seed: number, out: Uint8Array): void {
  let bits = seed | 1;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      bits ^= bits << 13;
      bits ^= bits >>> 17;
      bits ^= bits << 5;
      const centred = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510;
      const value = 255 * image[(y + margin) * grid + x + margin]! + noise * centred;
      out[y * side + x] = value <= 0 ? 0 : value >= 255 ? 255 : floor(value + 0.5);
    }
  }
}
