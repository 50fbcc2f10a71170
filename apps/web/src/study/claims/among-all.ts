import type { ClaimOut } from '@tombola/shared';

/** Whether a claim that is decided alone is so by Holm's method over all claims of its study; as reports say it. */
export function isDecidedAmongAll({
  interval,
  adjustedPValue,
  confidence,
}: Pick<ClaimOut, 'interval' | 'adjustedPValue' | 'confidence'>): boolean {
  if (interval === null) return false;
  // Without spread there is nothing to test: the verdict is a matter of arithmetic.
  return interval[0] === interval[1] || (adjustedPValue !== null && adjustedPValue < 1 - confidence);
}
