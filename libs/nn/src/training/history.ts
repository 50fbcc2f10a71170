import type { Measurement } from '@tombola/shared';

export type { Measurement };

/**
 * The measurement of minimum validation loss, the earliest of equals: the early-stopping iteration, found afterwards
 * (Frankle and Carbin 2019, section 2). Validation chooses; test only reports.
 *
 * @param after only measurements after this step count, where there are any: those before are of another network, such
 * as one that is not yet as sparse as it will be. The last one always counts.
 */
export function earlyStop(history: readonly Measurement[], after = -1): Measurement {
  const counting = history.filter(({ step }, i) => step > after || i === history.length - 1);
  return counting.reduce((best, next) => (next.validation.loss < best.validation.loss ? next : best));
}
