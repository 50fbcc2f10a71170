import type { ClaimOut } from '@tombola/shared';
import type { JudgedClaim } from './report';

/** A judged claim as it is told and stored: without the numbers of single seeds. */
export function claimOutOf(claim: JudgedClaim): ClaimOut {
  const { id, sentence, source, unit, effect, interval, confidence, n, pValue, adjustedPValue, verdict, reason } =
    claim;
  return {
    ...{ id, sentence, source, unit, effect, confidence, n, pValue, adjustedPValue, verdict, reason },
    interval: interval === null ? null : [interval[0], interval[1]],
  };
}
