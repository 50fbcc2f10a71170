import type { Token } from '@tombola/shared';

/** Whether a token is good, and until when it is worth a word. */
export type Standing = 'good' | 'ends soon' | 'expired' | 'revoked';

/** So long before it expires a token is about to. */
const SOON_MS = 7 * 24 * 3600 * 1000;

/** @param now milliseconds since 1970 */
export function standingOf({ revokedAt, expiresAt }: Pick<Token, 'revokedAt' | 'expiresAt'>, now: number): Standing {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'good';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left <= SOON_MS ? 'ends soon' : 'good';
}
