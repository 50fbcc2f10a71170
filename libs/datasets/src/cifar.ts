import { InputError } from '@tombola/shared';
import { checkLabels } from './idx';
import { fetchAgain, readBytes } from './read-bytes';
import type { ImageSet } from './types';

const pixels = 3 * 32 * 32;

/** How the records of a file begin; 32 x 32 bytes of red, of green, of blue follow. */
export interface CifarFormat {
  readonly title: string;
  /** Classes of every label byte. The last byte is the label. */
  readonly labels: readonly number[];
}

export const cifar10: CifarFormat = { title: 'CIFAR-10', labels: [10] };
/** 20 coarse classes, then 100 fine ones. */
export const cifar100: CifarFormat = { title: 'CIFAR-100', labels: [20, 100] };

/**
 * The images of files in the binary format of CIFAR, one after another.
 *
 * @throws {InputError} when a file is empty, is not a whole number of records, or has a label that is out of range.
 */
export function decodeCifar(
  files: readonly { bytes: Uint8Array; source: string }[],
  { title, labels: kinds }: CifarFormat = cifar10,
): ImageSet {
  const record = kinds.length + pixels;
  for (const { bytes, source } of files) {
    if (bytes.length % record !== 0 || bytes.length === 0) {
      throw new InputError({
        what: `${source}: cut short, or not ${title} binary`,
        value: `${bytes.length} bytes`,
        expected: `a multiple of ${record} bytes (${kinds.length} for labels, 3 x 32 x 32 pixels)`,
        mend: fetchAgain,
      });
    }
  }
  const count = files.reduce((sum, { bytes }) => sum + bytes.length / record, 0);
  const images = new Uint8Array(count * pixels);
  const labels = kinds.map(() => new Uint8Array(count));
  let i = 0;
  for (const { bytes, source } of files) {
    const first = i;
    for (let offset = 0; offset < bytes.length; offset += record, i++) {
      labels.forEach((each, k) => (each[i] = bytes[offset + k]!));
      images.set(bytes.subarray(offset + kinds.length, offset + record), i * pixels);
    }
    kinds.forEach((classes, k) => checkLabels(labels[k]!.subarray(first, i), classes, source));
  }
  return { images, labels: labels.at(-1)!, count, shape: [3, 32, 32], classes: kinds.at(-1)! };
}

/**
 * Reads files in the binary format of CIFAR, plain or gzip, as one set.
 *
 * @throws {InputError} as {@link decodeCifar} does, and for a missing file.
 */
export async function readCifar(paths: readonly string[], format: CifarFormat = cifar10): Promise<ImageSet> {
  const files = paths.map(async (path) => ({ bytes: await readBytes(path), source: path }));
  return decodeCifar(await Promise.all(files), format);
}
