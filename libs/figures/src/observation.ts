import { InputError } from '@tombola/shared';

/** One trained level of one trial. */
export interface Observation {
  readonly arm: string;
  readonly seed: number;
  /** Replicate of a control within a seed, from 0: a random reinitialisation may be drawn several times a trial. */
  readonly draw: number;
  /** The trial that it is of, where that is known: what a drawing can link to. */
  readonly trial?: string;
  /** Pruning round, from 0 (dense). */
  readonly level: number;
  /** Kept weights / all prunable weights, in [0, 1]. */
  readonly density: number;
  /** Named results: fractions in [0, 1], losses, iterations. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** An observation in words, for messages. */
export function nameOf({ arm, seed, draw, level }: Omit<Observation, 'density' | 'metrics'>): string {
  return `arm ${arm}, seed ${seed}, draw ${draw}, level ${level}`;
}

/**
 * The value of a metric in an observation.
 *
 * @throws {InputError} naming the observation, when the metric is missing or not finite.
 */
export function valueOf(observation: Observation, metric: string): number {
  const value = observation.metrics[metric];
  if (value !== undefined && Number.isFinite(value)) return value;
  throw new InputError({
    what: `${nameOf(observation)}: metric ${metric} is ${value === undefined ? 'missing' : 'not a number'}`,
    value: value === undefined ? Object.keys(observation.metrics) : value,
    expected: 'a finite number',
    mend: 'Run the trial again, or leave it out of the study.',
  });
}

/**
 * Refuses what no study can hold: a density outside [0, 1], or two observations of the same arm, seed, draw and level.
 *
 * @throws {InputError} naming the observation.
 */
export function checkObservations(observations: readonly Observation[]): void {
  const seen = new Set<string>();
  for (const observation of observations) {
    const { arm, seed, draw, level, density } = observation;
    if (!(density >= 0 && density <= 1)) {
      throw new InputError({
        what: `${nameOf(observation)}: impossible density`,
        value: density,
        expected: 'kept weights / all weights, 0 to 1',
      });
    }
    // Numbers have no spaces, so no two observations share a key.
    const key = `${seed} ${draw} ${level} ${arm}`;
    if (seen.has(key)) {
      throw new InputError({ what: `${nameOf(observation)} is there twice`, expected: 'each observation once' });
    }
    seen.add(key);
  }
}
