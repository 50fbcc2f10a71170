import type { Measurement } from '@tombola/shared';

export type { Measurement };

/**
 * The measurement of minimum validation loss, the earliest of equals: the early-stopping iteration, found afterwards
 * (Frankle and Carbin 2019, section 2). Validation chooses; test only reports.
 */
export function earlyStop(history: readonly Measurement[]): Measurement {
  return history.reduce((best, next) => (next.validation.loss < best.validation.loss ? next : best));
}
