import fc from 'fast-check';
import * as crypto from 'node:crypto';
import { base62 } from './base62';
import { AccessError } from './errors';
import { drawToken, matches, readToken } from './token-text';

jest.mock('node:crypto', () => {
  const real: typeof crypto = jest.requireActual('node:crypto');
  return { ...real, timingSafeEqual: jest.fn(real.timingSafeEqual) };
});

const alphanumeric = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];

function misspelt(text: string): AccessError {
  try {
    readToken(text);
  } catch (error) {
    if (error instanceof AccessError) return error;
  }
  throw new Error(`it was read: ${text}`);
}

test('numbers in base 62 are as long for all of one size, and different for different bytes', () => {
  expect(base62(new Uint8Array(4))).toBe('000000');
  expect(base62(Uint8Array.of(0, 0, 0, 62))).toBe('000010');
  expect(base62(new Uint8Array(32).fill(255))).toHaveLength(43);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      const value = [...base62(bytes)].reduce((sum, digit) => sum * 62 + alphanumeric.indexOf(digit), 0);
      expect(value).toBe(Buffer.from(bytes).readUInt32BE());
    }),
  );
});

test('a token is read back, and its secret has the hash that is stored', () => {
  const { id, hash, text } = drawToken();
  const read = readToken(text);
  expect(read.id).toBe(id);
  expect(text).toMatch(/^tbl_[0-9a-z]{16}_[0-9A-Za-z]{49}$/);
  expect(hash).toBe(crypto.createHash('sha256').update(read.secret).digest('hex'));
  expect(matches(read.secret, hash)).toBe(true);
  expect(hash).not.toContain(read.secret);
});

test('two tokens share nothing', () => {
  const [a, b] = [drawToken(), drawToken()];
  expect(a.id).not.toBe(b.id);
  expect(matches(readToken(a.text).secret, b.hash)).toBe(false);
});

test('one wrong, lost or swapped character makes a misspelt token, and the error does not repeat it', () => {
  const { text } = drawToken();
  const begin = 'tbl_'.length;
  fc.assert(
    fc.property(
      fc.integer({ min: begin, max: text.length - 1 }),
      fc.constantFrom(...alphanumeric),
      fc.constantFrom('replace', 'remove', 'swap'),
      (at, other, how) => {
        const here = text[at]!;
        const next = text[at + 1] ?? '';
        const before = text.slice(0, at);
        const wrong =
          how === 'replace'
            ? before + other + text.slice(at + 1)
            : how === 'remove'
              ? before + text.slice(at + 1)
              : before + next + here + text.slice(at + 2);
        fc.pre(wrong !== text);
        const error = misspelt(wrong);
        expect(error.code).toBe('unauthenticated');
        expect(JSON.stringify([error.message, error.problem])).not.toContain(wrong.slice(21));
      },
    ),
  );
});

test('whatever is no token is refused as misspelt', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => misspelt(text).code === 'unauthenticated'),
  );
  expect(misspelt(`${drawToken().text}\n`).problem.what).toBe('the token is misspelt');
  expect(misspelt('').problem.what).toBe('the token is misspelt');
});

test('hashes are compared in constant time, also when there is no such token', () => {
  const compare = jest.mocked(crypto.timingSafeEqual);
  const { text, hash } = drawToken();
  const { secret } = readToken(text);
  for (const known of [hash, hash.replace(/^../, '00'), undefined, '', 'no hash']) {
    compare.mockClear();
    const good = matches(secret, known);
    expect(compare).toHaveBeenCalledTimes(1);
    expect(good).toBe(known === hash);
  }
});
