import { canonicalJson } from '@tombola/shared';
import { warmedUp } from './warmup';

export interface PenaltyWeight {
  /** Times the penalty, over the number of training examples. */
  readonly weight: number;
  readonly examples: number;
  readonly steps: number;
  /** Shares of the steps between which it comes to its full weight. */
  readonly warmupBegin: number;
  readonly warmupEnd: number;
  /** Steps after which it weighs nothing any more: weights are pruned. */
  readonly settleFrom: number;
}

/**
 * What a penalty is multiplied by in a step: its weight over the number of training examples, for the loss that it is added
 * to is a mean over examples and not the sum over all of them; warmed up, and 0 once weights are pruned.
 */
export function penaltyWeight(step: number, options: PenaltyWeight): number {
  const { weight, examples, steps, warmupBegin, warmupEnd, settleFrom } = options;
  if (step > settleFrom) return 0;
  return (weight / examples) * warmedUp(step, { begin: warmupBegin * steps, end: warmupEnd * steps });
}

/** A text that differs when any weight of any step may. */
export function penaltyKey(options: PenaltyWeight): string {
  const { weight, examples, steps, warmupBegin, warmupEnd, settleFrom } = options;
  return canonicalJson([weight, examples, steps, warmupBegin, warmupEnd, settleFrom]);
}

/** The steps after which weights are pruned by rank: the last share of them is for what is left to settle. */
export function settleStep(
  { finish, settle }: { finish: 'rank' | 'threshold'; settle: number },
  steps: number,
): number {
  return finish === 'rank' ? Math.round((1 - settle) * steps) : steps;
}

/** Pruned over kept weights of a sparsity: what the defaults of penalties go by. */
export function odds(sparsity: number): number {
  return sparsity / (1 - sparsity);
}
