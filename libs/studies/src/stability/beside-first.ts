import { InterruptedError, type Parameters } from '@tombola/nn';
import type { Masks } from '@tombola/pruning';
import { withoutControl, type Job } from '../trial/job';
import type { Programs } from '../trial/programs';
import type { Results } from '../trial/results';
import type { Bench } from '../trial/workbench';
import { comparePairs } from './pair';

export interface BesideFirstOptions {
  readonly bench: Bench;
  readonly programs: Programs;
  readonly results: Results;
  /** What both trainings keep. */
  readonly masks: Masks;
  /** Of the training, which is where it stands when this is interrupted. */
  readonly steps: number;
  readonly signal?: AbortSignal;
}

/**
 * Numbers of a training in another order of examples (the control `reorder`) beside the first training of the same ticket, on test
 * data: `instability` and `disagreement` are shares of examples, `distanceToFirst` (L2) and `angleToFirst` (degrees) are of the
 * weights that the mask keeps; there is no angle where it keeps none. Frankle, Dziugaite, Roy and Carbin, Linear Mode Connectivity, ICML 2020, section 2.
 *
 * @returns nothing for other trainings
 * @throws {InterruptedError} when the signal fires.
 */
export async function besideFirst(
  job: Job,
  trained: Parameters,
  { results, masks, steps, ...line }: BesideFirstOptions,
): Promise<Record<string, number>> {
  const { seed, recipe } = job;
  if (recipe.control?.name !== 'reorder') return {};
  const { points, statistics, batches } = recipe.control;
  const first = await results.final(withoutControl(job));
  try {
    const [pair] = await comparePairs([trained, first], masks, { ...line, seed, points, statistics, batches });
    const { instability, disagreement, distance, angle } = pair!;
    const measured = { instability, disagreement, distanceToFirst: distance };
    return Number.isNaN(angle) ? measured : { ...measured, angleToFirst: angle };
  } catch (error) {
    if (line.signal?.aborted === true) throw new InterruptedError(steps);
    throw error;
  }
}
