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
}

/**
 * What a penalty is multiplied by in a step: its weight over the number of training examples, for the loss that it is added
 * to is a mean over examples and not the sum over all of them, and warmed up.
 */
export function penaltyWeight(step: number, options: PenaltyWeight): number {
  const { weight, examples, steps, warmupBegin, warmupEnd } = options;
  return (weight / examples) * warmedUp(step, { begin: warmupBegin * steps, end: warmupEnd * steps });
}

/** A text that differs when any weight of any step may. */
export function penaltyKey({ weight, examples, steps, warmupBegin, warmupEnd }: PenaltyWeight): string {
  return canonicalJson([weight, examples, steps, warmupBegin, warmupEnd]);
}

/** Pruned over kept weights of a sparsity: what the defaults of penalties go by. */
export function odds(sparsity: number): number {
  return sparsity / (1 - sparsity);
}
