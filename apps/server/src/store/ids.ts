import { randomBytes } from 'node:crypto';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** So many of 32 letters and digits, at random: five bits each. */
export function randomLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => letters[byte & 31]).join('');
}

/** An id such as `art_0123456789abcdef`. */
export function drawId(prefix: 'art' | 'exp' | 'note' | 'wrk'): string {
  return `${prefix}_${randomLetters(16)}`;
}
