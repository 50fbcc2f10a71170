import type { Claim, StudyPage } from '@tombola/shared';

export type JudgedClaim = StudyPage['claims'][number];

/** The difference that parts "holds" from "does not hold", and on which side of it the claim lies. */
export interface Threshold {
  readonly at: number;
  readonly side: 'above' | 'below';
}

/**
 * The threshold of a claim as its declaration has it: "at least" allows the margin ("not worse by more than"), "greater"
 * asks for it (libs/studies, `judge`). Undefined where the declaration has no such claim.
 */
export function thresholdOf(claims: readonly Claim[], id: string): Threshold | undefined {
  const claim = claims.find((each) => each.id === id);
  if (claim === undefined) return undefined;
  const { relation, margin } = claim;
  return {
    // 0 - 0 rather than -0, which prints badly.
    at: relation === 'at least' || relation === 'less' ? 0 - margin : margin,
    side: relation === 'at least' || relation === 'greater' ? 'above' : 'below',
  };
}

/** The ends of the axis: 0, the threshold, the effect and its interval, and some room beside them. */
export function rangeOf({ effect, interval }: Pick<JudgedClaim, 'effect' | 'interval'>, threshold?: Threshold) {
  const values = [0, ...(threshold ? [threshold.at] : []), ...(effect === null ? [] : [effect]), ...(interval ?? [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? (high - low) * 0.12 : Math.max(Math.abs(high) * 0.12, 1e-6);
  return [low - room, high + room] as const;
}

/** Where a value stands between the ends, in per cent. */
export function placeIn([low, high]: readonly [number, number], value: number): number {
  return ((value - low) / (high - low)) * 100;
}
