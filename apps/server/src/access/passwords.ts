import { InputError } from '@tombola/shared';
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** What a hash costs: 32 MiB and 3 passes, as OWASP's password storage cheat sheet has it for scrypt. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const keyLength = 64;
const [shortest, longest] = [10, 256];

/** The worst that are long enough; capitals, spaces and punctuation do not make them better. */
const worst = new Set([
  '0123456789',
  '0987654321',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  '12345678910',
  '123456789a',
  '1234567890',
  '9876543210',
  'abcdefghij',
  'adminadmin',
  'admin12345',
  'administrator',
  'asdfghjkl123',
  'changeme123',
  'football123',
  'iloveyou123',
  'letmein123',
  'p4ssw0rd123',
  'passw0rd123',
  'password01',
  'password12',
  'password123',
  'password1234',
  'passwordpassword',
  'princess123',
  'q1w2e3r4t5',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  'superman123',
  'tombola123',
  'tombola1234',
  'tombolatombola',
  'trustno1trustno1',
  'welcome123',
  'zxcvbnm123',
]);

/** Refuses passwords that are guessed first. The error never has the password. Errors: InputError. */
export function checkPassword(password: string, email: string): void {
  const folded = password.normalize('NFKC').toLowerCase();
  const letters = folded.replace(/[^\p{L}\p{N}]/gu, '');
  const local = email.toLowerCase().split('@')[0]!;
  let what: string | undefined;
  if (password.length < shortest) what = 'is too short';
  else if (password.length > longest) what = 'is too long';
  else if (worst.has(letters)) what = 'is one of the first that are tried';
  else if (new Set(folded).size < 4) what = 'has too few different characters';
  else if (local.length >= 4 && folded.includes(local)) what = 'contains the e-mail address';
  if (what === undefined) return;
  throw new InputError({
    what: `the password ${what}`,
    expected: `${shortest} to ${longest} characters that nobody guesses`,
    mend: 'Four random words are better than one word with digits.',
  });
}

/** `scrypt$N$r$p$SALT$KEY`, so that later hashes may cost more. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the hash is of this password, in a time that does not depend on how much of it is right. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [name, N, r, p, salt, key] = hash.split('$');
  if (name !== 'scrypt' || key === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt!, 'base64url'), options);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function derive(password: string, salt: Buffer, options: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>) {
  const { N, r } = options;
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { ...options, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
