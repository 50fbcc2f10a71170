import type { Readable } from 'node:stream';

/** Bytes that lie in a store. */
export interface StoredBlob {
  /** 64 lower-case hexadecimal digits: the name of the bytes. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface ListedBlob extends StoredBlob {
  /**
   * When these bytes were last put, the time of the last `put` and not of the first: what is swept by age spares a blob
   * that somebody has just put again.
   */
  readonly modified: Date;
}

/** Bytes `start` to `end`, both inclusive, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface PutOptions {
  /** Content that is longer is refused with a {@link BlobTooLargeError}. */
  readonly maxBytes?: number;
  /** The digest that the content must have; other content is refused with a {@link DigestMismatchError}. */
  readonly expected?: string;
}

/**
 * Where bytes lie, each blob under the SHA-256 of its content.
 *
 * Every method refuses a digest that is not 64 lower-case hexadecimal digits with an {@link InputError}, before it
 * looks anywhere. It rejects with a {@link StorageError} when the place itself fails (asking later may help), and with
 * a {@link BlobError} when the place works but this one blob cannot be had.
 */
export interface ArtifactStore {
  /** For people and logs: no secrets are in it. Two stores with one url are one store. */
  readonly url: string;
  /**
   * Stores content and answers with its digest. It is all there and safe from a loss of power, or not at all: never
   * half of it. The same bytes twice are one blob; a damaged blob is mended when it is put again.
   *
   * Bytes must not change before the promise settles. A stream is read to its end, or destroyed when it is refused.
   *
   * @throws {StorageFullError} when there is no room.
   */
  put(content: Uint8Array | Readable, options?: PutOptions): Promise<StoredBlob>;
  /** The same for a file, which stays as it is. @throws {InputError} when it cannot be read. */
  putFile(path: string, options?: PutOptions): Promise<StoredBlob>;
  /**
   * All bytes, checked against the digest; meant for what fits into memory.
   *
   * @throws {BlobMissingError} @throws {BlobDamagedError}
   */
  get(sha256: string): Promise<Uint8Array>;
  /**
   * The bytes as a stream. A range that ends beyond the last byte ends there. A whole blob is checked as it passes: of
   * a damaged one the stream breaks with a {@link BlobDamagedError} before its last bytes. A part cannot be checked.
   *
   * @throws {BlobMissingError} @throws {InputError} for a range that begins beyond the last byte or is no range.
   */
  open(sha256: string, range?: ByteRange): Promise<Readable>;
  /** What is known of a blob without reading it; undefined when there is none. */
  stat(sha256: string): Promise<StoredBlob | undefined>;
  /** Removes a blob; no error when there is none. */
  remove(sha256: string): Promise<void>;
  /**
   * Removes a blob that was last put before a moment, and answers whether: for the sweep of what nobody names, beside
   * which somebody may put the same bytes again. A folder never loses those; a bucket has no such step, and what is put
   * in the milliseconds between the look and the removal goes.
   */
  removeOlder(sha256: string, before: Date): Promise<boolean>;
  /** All blobs in the order of their digests; those that come and go meanwhile may be in it or not. */
  list(): AsyncIterable<ListedBlob>;
  /**
   * Rejects with the reason when nothing can be stored now: unwritable, too little space, bucket gone. It writes a few
   * bytes to know.
   */
  check(): Promise<void>;
}

export interface ArtifactStoreOptions {
  /** Space in bytes that is always left on the disk, so that the database beside it goes on: 200 MB unless told. */
  readonly minFreeBytes?: number;
  /**
   * Folder for streams on their way to a bucket, whose digests are not known before their last byte: the system's
   * temporary folder unless told. Nothing stays in it, even of a process that was killed.
   */
  readonly spool?: string;
}
