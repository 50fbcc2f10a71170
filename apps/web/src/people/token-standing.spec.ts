import { standingOf } from './token-standing';

const now = Date.parse('2026-03-01T12:00:00.000Z');
const token = { revokedAt: null, expiresAt: null };

test('a token is good until it expires or is revoked', () => {
  expect(standingOf(token, now)).toBe('good');
  expect(standingOf({ ...token, expiresAt: '2026-06-01T00:00:00.000Z' }, now)).toBe('good');
  expect(standingOf({ ...token, expiresAt: '2026-03-01T12:00:00.000Z' }, now)).toBe('expired');
  expect(standingOf({ ...token, revokedAt: '2026-02-01T00:00:00.000Z' }, now)).toBe('revoked');
});

test('in its last week it ends soon', () => {
  expect(standingOf({ ...token, expiresAt: '2026-03-08T12:00:00.000Z' }, now)).toBe('ends soon');
  expect(standingOf({ ...token, expiresAt: '2026-03-08T12:00:00.001Z' }, now)).toBe('good');
});

test('one that was revoked is revoked, and not expired', () => {
  expect(standingOf({ revokedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-02-01T00:00:00.000Z' }, now)).toBe(
    'revoked',
  );
});
