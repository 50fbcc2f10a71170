import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { InputError } from '@tombola/shared';
import { BlobDamagedError } from './errors';

const digest = /^[0-9a-f]{64}$/;
const place = /^([0-9a-f]{2})\/([0-9a-f]{62})$/;

/**
 * Refuses everything that is not 64 lower-case hexadecimal digits. Nothing else is ever made into a path or key.
 *
 * @throws {InputError}
 */
export function checkDigest(sha256: string): void {
  if (typeof sha256 === 'string' && digest.test(sha256)) return;
  throw new InputError({ what: 'this is no SHA-256', value: sha256, expected: '64 digits of 0-9 and a-f' });
}

/**
 * Where a blob lies below the folder or prefix of its store: `ab/cdef...`, the same in both, so that one can be copied
 * to the other.
 *
 * @throws {InputError} for what is no digest.
 */
export function placeOf(sha256: string): string {
  checkDigest(sha256);
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`;
}

/** The digest of what lies at a place; undefined for what is no place of a blob. */
export function digestAt(path: string): string | undefined {
  const found = place.exec(path);
  return found === null ? undefined : found[1]! + found[2]!;
}

/** SHA-256 in hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The same bytes as a stream that breaks with a {@link BlobDamagedError} when they do not have their digest. The last
 * piece is held back until the digest is known: nobody ever has all of a damaged blob.
 */
export function checked(bytes: Readable, sha256: string, url: string): Readable {
  const hash = createHash('sha256');
  let last: Buffer | undefined;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = last;
      last = chunk;
      done(null, before);
    },
    flush(done) {
      const found = hash.digest('hex');
      if (found === sha256) done(null, last);
      else done(new BlobDamagedError(sha256, found, url));
    },
  });
  // The error of any of the two is the error of the stream that is returned.
  pipeline(bytes, check, () => {});
  return check;
}
