import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { InputError } from '@tombola/shared';
import { checkDigest } from './digest';
import { BlobTooLargeError, codeOf, DigestMismatchError, storageError } from './errors';
import { requireSpace } from './space';
import type { PutOptions, StoredBlob } from './store';

/** How much is written between two looks at the free space, in bytes. */
const LOOK = 16 * 2 ** 20;
const PIECE = 2 ** 20;

export type Content = Uint8Array | Readable;

/** Refuses what can be refused before a byte is read. @throws {InputError} */
export function checkPut(content: Content, { expected, maxBytes = Infinity }: PutOptions): void {
  if (expected !== undefined) checkDigest(expected);
  if (content instanceof Uint8Array && content.length > maxBytes) throw new BlobTooLargeError(maxBytes);
}

/** @throws {DigestMismatchError} when other content was announced. */
export function checkExpected(sha256: string, expected: string | undefined): void {
  if (expected !== undefined && expected !== sha256) throw new DigestMismatchError(sha256, expected);
}

/**
 * Writes content into an empty file while it is hashed.
 *
 * @param place the folder of the file, and the space that must be left on its disk.
 * @throws {BlobTooLargeError} @throws {DigestMismatchError} @throws {StorageError} @throws what the stream breaks with.
 */
export async function receive(
  content: Content,
  file: FileHandle,
  { maxBytes = Infinity, expected }: PutOptions,
  place: { readonly folder: string; readonly minFreeBytes: number },
): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let size = 0;
  let looked = 0;
  for await (const chunk of pieces(content)) {
    size += chunk.length;
    if (size > maxBytes) throw new BlobTooLargeError(maxBytes);
    if (size - looked > LOOK) {
      await requireSpace(place.folder, place.minFreeBytes, chunk.length);
      looked = size;
    }
    hash.update(chunk);
    await file.writeFile(chunk).catch((error: unknown) => {
      throw storageError(error, place.folder);
    });
  }
  const sha256 = hash.digest('hex');
  checkExpected(sha256, expected);
  return { sha256, size };
}

/** Bytes that are there already also come in pieces: hashing all at once would hold up everybody else. */
async function* pieces(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) {
    for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
    return;
  }
  for await (const chunk of content) {
    if (chunk instanceof Uint8Array) yield chunk;
    else if (typeof chunk === 'string') yield Buffer.from(chunk);
    else throw new InputError({ what: 'a stream of content yields no bytes', value: chunk, expected: 'bytes' });
  }
}

/** Ends a stream that nobody will read on. */
export function discard(content: Content): void {
  if (content instanceof Readable) content.destroy();
}

/** Runs `put` with the content of a file. @throws {InputError} when it cannot be read. */
export async function withFile<T>(path: string, put: (content: Readable) => Promise<T>): Promise<T> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    if (!(await file.stat()).isFile()) throw unreadable(path, undefined);
    return await put(file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

function unreadable(path: string, cause: unknown): InputError {
  return new InputError(
    { what: 'the file cannot be read', value: path, expected: `a file (${codeOf(cause) ?? 'it is none'})` },
    { cause },
  );
}
