import { InputError } from '@tombola/shared';
import * as crypto from 'node:crypto';
import { checkPassword, hashPassword, verifyPassword } from './passwords';

jest.mock('node:crypto', () => {
  const real: typeof crypto = jest.requireActual('node:crypto');
  return { ...real, timingSafeEqual: jest.fn(real.timingSafeEqual) };
});

test.each([
  ['xyzzy', 'too short'],
  ['123456789', 'too short'],
  ['four random words '.repeat(15), 'too long'],
  ['1234567890', 'first that are tried'],
  ['Password-123', 'first that are tried'],
  ['QWERTY uiop', 'first that are tried'],
  ['aaaaaaaaaaaaaa', 'few different'],
  ['ababababababab', 'few different'],
  ['xx-Lovelace-xx', 'e-mail'],
])('%j is refused because it is %s', (password, why) => {
  const refused = () => checkPassword(password, 'lovelace@example.org');
  expect(refused).toThrow(InputError);
  expect(refused).toThrow(why);
  expect(refused).not.toThrow(password);
});

test.each(['four random words', 'r8#mQ0-zzL', 'ääöößß€€€€'])('%j is taken', (password) => {
  expect(() => checkPassword(password, 'ada@example.org')).not.toThrow();
});

test('a hash is of its password alone, differs every time and does not hold it', async () => {
  const [a, b] = await Promise.all([hashPassword('four random words'), hashPassword('four random words')]);
  expect(a).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{86}$/);
  expect(a).not.toBe(b);
  expect(await verifyPassword(a, 'four random words')).toBe(true);
  expect(await verifyPassword(b, 'four random words')).toBe(true);
  expect(await verifyPassword(a, 'four random word')).toBe(false);
  expect(await verifyPassword(a, '')).toBe(false);
});

test('the same letters written in another normal form of Unicode are the same password', async () => {
  expect(await verifyPassword(await hashPassword('Zoe\u0308 and Ame\u0301lie'), 'Zo\u00EB and Am\u00E9lie')).toBe(true);
});

test('keys are compared in constant time', async () => {
  const compare = jest.mocked(crypto.timingSafeEqual);
  const hash = await hashPassword('four random words');
  compare.mockClear();
  await verifyPassword(hash, 'four random words');
  await verifyPassword(hash, 'another one of them');
  expect(compare).toHaveBeenCalledTimes(2);
});

test.each(['', 'x', 'scrypt$32768$8$3$c2FsdA', 'bcrypt$32768$8$3$c2FsdA$a2V5'])(
  '%j is the hash of nothing',
  async (hash) => {
    expect(await verifyPassword(hash, 'four random words')).toBe(false);
  },
);
