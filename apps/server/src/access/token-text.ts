import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AccessError } from './errors';
import { randomLetters } from '../store/ids';
import { base62 } from './base62';

/** Lengths of the secret (32 bytes) and of its check (4 bytes) in 62 digits. */
const secretLength = 43;
const checkLength = 6;
const form = new RegExp(`^(tbl_[0-9a-z]{16})_([0-9A-Za-z]{${secretLength}})([0-9A-Za-z]{${checkLength}})$`);

/**
 * A new token `tbl_ID_SECRETCHECK`: the id is public, the secret has 32 random bytes and is stored as its hash only,
 * the check tells a misspelt token from one that is no longer good.
 */
export function drawToken(): { id: string; hash: string; text: string } {
  const id = `tbl_${randomLetters(16)}`;
  const secret = base62(randomBytes(32));
  return { id, hash: hashOf(secret), text: `${id}_${secret}${checkOf(id, secret)}` };
}

/** Takes a token apart. Errors: AccessError for a misspelt one, never with the token in it. */
export function readToken(text: string): { id: string; secret: string } {
  const [, id, secret, check] = form.exec(text) ?? [];
  if (id !== undefined && secret !== undefined && check === checkOf(id, secret)) return { id, secret };
  throw new AccessError('unauthenticated', {
    what: 'the token is misspelt',
    expected: 'a token as it was shown when it was made, `tbl_...`',
    mend: 'Copy all of it, without spaces.',
  });
}

/** Whether this is the secret with that hash, in a time that does not depend on how much of it is right. */
export function matches(secret: string, hash: string | undefined): boolean {
  const given = Buffer.from(hashOf(secret), 'hex');
  // A token that does not exist is compared too.
  const known = Buffer.from(hash ?? '', 'hex');
  return timingSafeEqual(given, known.length === given.length ? known : Buffer.alloc(given.length));
}

/** 256 random bits need no slow hash. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function checkOf(id: string, secret: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(`${id}_${secret}`));
  return base62(bytes);
}
