import type { Evaluation } from './evaluate';

/** What was measured at one point of a training. */
export interface Measurement {
  /** Optimizer steps done. */
  readonly step: number;
  /** Mean training loss of the steps since the measurement before; absent at step 0. */
  readonly trainLoss?: number;
  readonly validation: Evaluation;
  readonly test: Evaluation;
}

/**
 * The measurement of minimum validation loss, the earliest of equals: the early-stopping iteration, found afterwards
 * (Frankle and Carbin 2019, section 2). Validation chooses; test only reports.
 */
export function earlyStop(history: readonly Measurement[]): Measurement {
  return history.reduce((best, next) => (next.validation.loss < best.validation.loss ? next : best));
}
