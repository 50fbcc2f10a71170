import type { ClaimOut } from '@tombola/shared';
import { standsAmongAll } from './claims';

/** A judged claim, wherever it was read from. */
export type TellableClaim = Omit<ClaimOut, 'interval'> & { readonly interval: readonly [number, number] | null };

/** A claim with its verdict, numbers and source as one line of Markdown; its verdict alone and among all claims. */
export function claimInWords(claim: TellableClaim): string {
  return (
    [`**${claim.verdict}**:`, claim.sentence, numbersOf(claim), claim.reason + familyInWords(claim)]
      .filter((part) => part !== '')
      .join(' ') + ` (${claim.source})`
  );
}

/** What becomes of a verdict when all claims of its study are tested as one family; empty without a test. */
export function familyInWords(claim: Parameters<typeof standsAmongAll>[0]): string {
  if (claim.adjustedPValue === null) return '';
  const lost = claim.verdict !== 'not decided' && !standsAmongAll(claim);
  return ` Holm’s p of all claims: ${Number(claim.adjustedPValue.toPrecision(2))}${lost ? ', not decided among them' : ''}.`;
}

/** Effect and interval of a claim in the metric's unit, as text: `+0.21 points [0.05, 0.37], n = 3.` */
export function numbersOf({
  effect,
  interval,
  n,
  unit,
}: Pick<ClaimOut, 'effect' | 'n' | 'unit'> & { readonly interval: readonly [number, number] | null }): string {
  if (effect === null) return '';
  const scale = unit === 'percent' ? 100 : 1;
  const digits = unit === 'count' ? 0 : 2;
  const show = (value: number) => (value * scale).toFixed(digits);
  const range = interval === null ? '' : ` [${show(interval[0])}, ${show(interval[1])}]`;
  return `${effect > 0 ? '+' : ''}${show(effect)}${unit === 'percent' ? ' points' : ''}${range}, n = ${n}.`;
}
