import { InputError, type InputProblem } from '@tombola/shared';

/** The place where artifacts lie failed, whatever was asked of it: no permission, no disk, no bucket, no network. */
export class StorageError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(new InputError(problem).message, options);
    this.name = 'StorageError';
    this.problem = problem;
  }
}

/** There is no room: the disk, a quota or the bucket is full, or the space that must stay free is reached. */
export class StorageFullError extends StorageError {
  override readonly name = 'StorageFullError';
}

/** One blob cannot be had, although its store works: asking again does not help. */
export class BlobError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(new InputError(problem).message);
    this.name = 'BlobError';
    this.problem = problem;
  }
}

/** No blob has this digest. */
export class BlobMissingError extends BlobError {
  override readonly name = 'BlobMissingError';

  constructor(sha256: string, url: string) {
    super({
      what: `no artifact with this digest is in ${url}`,
      value: sha256,
      expected: 'the SHA-256 of stored bytes',
      mend: 'It was removed, or the store is another one than it was put into.',
    });
  }
}

/** The bytes of a blob are not those that its digest names. */
export class BlobDamagedError extends BlobError {
  override readonly name = 'BlobDamagedError';

  constructor(sha256: string, found: string, url: string) {
    super({
      what: `artifact ${sha256} in ${url} is damaged`,
      value: found,
      expected: 'bytes with the SHA-256 that is their name',
      mend: 'Put the same bytes again, or take them from a backup.',
    });
  }
}

/** Content is longer than is allowed. */
export class BlobTooLargeError extends InputError {
  override readonly name = 'BlobTooLargeError';

  constructor(maxBytes: number) {
    super({ what: 'the content is too large', expected: `at most ${maxBytes} bytes` });
  }
}

/** Content does not have the digest that was announced: it changed on its way. */
export class DigestMismatchError extends InputError {
  override readonly name = 'DigestMismatchError';

  constructor(found: string, expected: string) {
    super({
      what: 'the content does not have the SHA-256 that was announced',
      value: found,
      expected,
      mend: 'Send it again.',
    });
  }
}

const full = new Set(['ENOSPC', 'EDQUOT']);
const denied = new Set(['EROFS', 'EACCES', 'EPERM']);
const gone = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE']);

/** An error of the file system in the words of the house; other errors stay what they are. */
export function storageError(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (full.has(code)) {
    return new StorageFullError(
      {
        what: `no space is left for ${folder}`,
        value: code,
        expected: 'free space on its disk and in its quota',
        mend: 'Remove what is not needed, or name a folder on another disk.',
      },
      { cause: error },
    );
  }
  if (denied.has(code)) {
    return new StorageError(
      {
        what: `${folder} cannot be written or read`,
        value: code,
        expected: 'a folder that belongs to the user of this process, on a disk that is not read-only',
        mend: 'Change its owner or how its disk is mounted.',
      },
      { cause: error },
    );
  }
  return new StorageError(
    gone.has(code)
      ? { what: `${folder} is not there any more`, value: code, expected: 'the folder that was opened' }
      : {
          what: `${folder} failed`,
          value: code,
          expected: 'a disk that works',
          mend: 'The log of the system says more.',
        },
    { cause: error },
  );
}

/** `ENOENT` and its like, of errors of the operating system only. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}
