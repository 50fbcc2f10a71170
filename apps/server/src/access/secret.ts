import { InputError } from '@tombola/shared';
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The key that signs session cookies, from its file. It is made when it is not there, readable for its owner only; two
 * processes that start at once get the same. Errors: InputError when the file holds no such key.
 */
export function readSecret(path: string): string {
  const secret = (read(path) ?? create(path)).trim();
  if (secret.length >= 32) return secret;
  throw new InputError({
    what: `${path} holds no key`,
    expected: 'at least 32 characters at random',
    mend: 'Remove the file to get a new key; everybody has to log in again.',
  });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function create(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(temporary, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link is made whole or not at all, and never over another's.
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(temporary);
  }
  return readFileSync(path, 'utf8');
}
