import type { ClaimOut } from '@tombola/shared';
import { isDecidedAmongAll } from '../study/claims/among-all';

type Judged = Pick<ClaimOut, 'verdict' | 'interval' | 'confidence' | 'adjustedPValue'>;

const words = {
  holds: (count: number) => (count === 1 ? 'holds' : 'hold'),
  'does not hold': (count: number) => (count === 1 ? 'does not hold' : 'do not hold'),
  'not decided': () => 'not decided',
} as const;

/** How many claims have which verdict, and how many keep it when all of them are tested as one family. */
export function verdictCounts(claims: readonly Judged[]): string {
  return (['holds', 'does not hold', 'not decided'] as const)
    .flatMap((verdict) => {
      const alone = claims.filter((claim) => claim.verdict === verdict);
      if (alone.length === 0) return [];
      const together = verdict === 'not decided' ? alone : alone.filter(isDecidedAmongAll);
      const holm = together.length < alone.length ? ` (${together.length} after Holm)` : '';
      return [`${alone.length} ${words[verdict](alone.length)}${holm}`];
    })
    .join(', ');
}
