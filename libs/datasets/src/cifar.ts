import { InputError } from '@tombola/shared';
import { checkLabels } from './idx';
import { fetchAgain, readBytes } from './read-bytes';
import type { ImageSet } from './types';

/** One label byte, then 32 x 32 bytes of red, of green, of blue. */
const pixels = 3 * 32 * 32;
const record = 1 + pixels;

/**
 * The images of files in the CIFAR-10 binary format, one after another.
 *
 * @throws {InputError} when a file is empty, is not a whole number of records, or has a label above 9.
 */
export function decodeCifar(files: readonly { bytes: Uint8Array; source: string }[]): ImageSet {
  for (const { bytes, source } of files) {
    if (bytes.length % record !== 0 || bytes.length === 0) {
      throw new InputError({
        what: `${source}: cut short, or not CIFAR-10 binary`,
        value: `${bytes.length} bytes`,
        expected: `a multiple of ${record} bytes (1 label, 3 x 32 x 32 pixels)`,
        mend: fetchAgain,
      });
    }
  }
  const count = files.reduce((sum, { bytes }) => sum + bytes.length / record, 0);
  const images = new Uint8Array(count * pixels);
  const labels = new Uint8Array(count);
  let i = 0;
  for (const { bytes, source } of files) {
    const first = i;
    for (let offset = 0; offset < bytes.length; offset += record, i++) {
      labels[i] = bytes[offset]!;
      images.set(bytes.subarray(offset + 1, offset + record), i * pixels);
    }
    checkLabels(labels.subarray(first, i), 10, source);
  }
  return { images, labels, count, shape: [3, 32, 32], classes: 10 };
}

/**
 * Reads files in the CIFAR-10 binary format, plain or gzip, as one set.
 *
 * @throws {InputError} as {@link decodeCifar} does, and for a missing file.
 */
export async function readCifar(paths: readonly string[]): Promise<ImageSet> {
  return decodeCifar(await Promise.all(paths.map(async (path) => ({ bytes: await readBytes(path), source: path }))));
}
