import { InputError } from '@tombola/shared';
import { fetchAgain, readBytes } from './read-bytes';
import type { ImageSet } from './types';

/** An IDX file of unsigned bytes: `data` is row-major and a view of the bytes that were given. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * Decodes IDX (LeCun's format): two zero bytes, a type byte, the number of dimensions, each extent as big-endian u32,
 * then the elements. Only type 0x08, unsigned bytes, is read.
 *
 * @param rank the number of dimensions that the file must have.
 * @param source names the file in error messages.
 * @throws {InputError} for another magic number, for a cut file and for bytes behind the last element.
 */
export function decodeIdx(bytes: Uint8Array, rank: number, source: string): IdxArray {
  const refuse = (what: string, value: unknown, expected: string): never => {
    throw new InputError({ what: `${source}: ${what}`, value, expected, mend: fetchAgain });
  };
  const header = 4 + 4 * rank;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) refuse('cut short inside its header', `${bytes.length} bytes`, `${header} bytes or more`);
  const magic = view.getUint32(0);
  if (magic !== 0x800 + rank) refuse('wrong magic number', hex(magic), `${hex(0x800 + rank)} (IDX, bytes)`);
  if (bytes.length < header) refuse('cut short inside its header', `${bytes.length} bytes`, `${header} bytes or more`);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = header + shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length < size) refuse('cut short', `${bytes.length} bytes`, `${size} bytes for ${shape.join(' x ')}`);
  if (bytes.length > size) {
    refuse('bytes behind the last element', `${bytes.length} bytes`, `${size} bytes for ${shape.join(' x ')}`);
  }
  return { shape, data: bytes.subarray(header) };
}

/** The IDX bytes of an array of unsigned bytes, row-major. */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array {
  const header = 4 + 4 * shape.length;
  const bytes = new Uint8Array(header + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x800 + shape.length);
  shape.forEach((extent, i) => view.setUint32(4 + 4 * i, extent));
  bytes.set(data, header);
  return bytes;
}

/**
 * Grey images with their labels from the decoded pair of IDX files.
 *
 * @throws {InputError} when the counts differ, there is nothing, or a label is not below `classes`.
 */
export function pairIdx(
  images: { bytes: Uint8Array; source: string },
  labels: { bytes: Uint8Array; source: string },
  classes: number,
): ImageSet {
  const { shape, data } = decodeIdx(images.bytes, 3, images.source);
  const tags = decodeIdx(labels.bytes, 1, labels.source).data;
  const [count, height, width] = shape as [number, number, number];
  if (count !== tags.length || count === 0) {
    throw new InputError({
      what: `${labels.source}: wrong count`,
      value: `${tags.length} labels`,
      expected: `as many labels as ${images.source} has images: ${count}, and at least one`,
      mend: fetchAgain,
    });
  }
  checkLabels(tags, classes, labels.source);
  return { images: data, labels: tags, count, shape: [1, height, width], classes };
}

/**
 * Reads a pair of IDX files, plain or gzip.
 *
 * @throws {InputError} as {@link pairIdx} does, and for a missing file.
 */
export async function readIdxPair(imagesPath: string, labelsPath: string, classes = 10): Promise<ImageSet> {
  const [images, labels] = await Promise.all([readBytes(imagesPath), readBytes(labelsPath)]);
  return pairIdx({ bytes: images, source: imagesPath }, { bytes: labels, source: labelsPath }, classes);
}

/** @throws {InputError} when a label is not below `classes`. */
export function checkLabels(labels: Uint8Array, classes: number, source: string): void {
  const at = labels.findIndex((label) => label >= classes);
  if (at < 0) return;
  throw new InputError({
    what: `${source}: label ${at} is out of range`,
    value: labels[at],
    expected: `0 .. ${classes - 1}`,
    mend: fetchAgain,
  });
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
