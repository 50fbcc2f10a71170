import { InputError } from '@tombola/shared';

/**
 * Linear interpolation instability (Frankle, Dziugaite, Roy and Carbin, Linear Mode Connectivity and the Lottery Ticket
 * Hypothesis, ICML 2020, section 2): the highest error on the line between two networks over the mean of its ends. The paper
 * takes 30 even points, calls networks stable below 0.02, and leaves open what batch norm does between the ends.
 *
 * @param errors along the line, its ends among them: shares of wrong answers
 * @returns never below 0
 * @throws {InputError} when there are no two ends.
 */
export function instability(errors: readonly number[]): number {
  if (errors.length < 2) {
    throw new InputError({ what: 'a line has two ends', value: errors, expected: 'the errors of at least two points' });
  }
  return Math.max(...errors) - (errors[0]! + errors.at(-1)!) / 2;
}

/** Below this instability two networks count as stable (the same source, section 3). */
export const STABLE = 0.02;

/** The share of examples that two networks label differently. @param a, b class numbers, one an example */
export function disagreement(a: Int32Array, b: Int32Array): number {
  let different = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) different += 1;
  return different / a.length;
}
