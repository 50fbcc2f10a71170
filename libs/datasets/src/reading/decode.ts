import { InputError, type RandomStream } from '@tombola/shared';
import type { Sharp, SharpConstructor } from 'sharp';
import { centre, randomWindow } from '../augment/random-resized-crop';

/** Rows and columns that an image has before its middle is cut out, over those that it has then: 256 / 224. */
const margin = 256 / 224;

/**
 * Decodes a JPEG, PNG or WebP file to size x size pixels: grey becomes colour, alpha is left out once it has weighed
 * the pixels, a rotation in the metadata is ignored, as torchvision ignores it. Filters are bilinear with antialiasing.
 *
 * Without `draws` the shorter side is resized to 256 / 224 of the size and the centre cut out (He et al. 2016); with them
 * it is a random resized crop, mirrored left to right in half of the cases.
 *
 * @param target gets 3 x size x size bytes (red, green, blue planes) from `to` on.
 * @throws {InputError} naming the file when it cannot be decoded whole.
 */
export async function decodeImage(
  path: string,
  size: number,
  draws: RandomStream | undefined,
  target: Uint8Array,
  to: number,
): Promise<void> {
  const sharp = await library();
  try {
    // `error`: cut files are refused; those with odd metadata, of which ImageNet has some, are not.
    const image = sharp(path, { failOn: 'error' });
    const { width, height } = await image.metadata();
    const resized =
      draws === undefined ? cutCentre(image, width, height, size) : cutRandom(image, width, height, size, draws);
    const { data, info } = await resized
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const mirrored = draws !== undefined && draws.integer(2) === 1;
    toPlanes(data, info.channels, size, mirrored, target, to);
  } catch (cause) {
    throw new InputError(
      {
        what: `${path} cannot be decoded`,
        value: cause instanceof Error ? cause.message : cause,
        expected: 'a whole JPEG, PNG or WebP image',
        mend: 'Replace the file, or take it out of its folder.',
      },
      { cause },
    );
  }
}

/** sharp with one thread an image, since images are decoded side by side, and without a cache: each is read once. */
export async function library(): Promise<SharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

function cutCentre(image: Sharp, width: number, height: number, size: number): Sharp {
  const scale = Math.round(size * margin) / Math.min(width, height);
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
  return image.resize(columns, rows, { fit: 'fill', kernel: 'linear' }).extract(centre(columns, rows, size, size));
}

function cutRandom(image: Sharp, width: number, height: number, size: number, draws: RandomStream): Sharp {
  return image.extract(randomWindow(width, height, draws)).resize(size, size, { fit: 'fill', kernel: 'linear' });
}

/** Pixels of interleaved channels as planes; one channel of grey fills all three. */
function toPlanes(
  data: Uint8Array,
  channels: number,
  size: number,
  mirrored: boolean,
  target: Uint8Array,
  to: number,
): void {
  const plane = size * size;
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + (mirrored ? size - 1 - x : x)) * channels;
      const at = to + y * size + x;
      target[at] = data[from]!;
      target[at + plane] = data[from + green]!;
      target[at + 2 * plane] = data[from + blue]!;
    }
  }
}
