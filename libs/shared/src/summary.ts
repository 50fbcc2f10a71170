import { InputError } from './errors';

/** A sample in five numbers, in the sample's own unit. */
export interface Summary {
  /** Number of values, 1 or more. */
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (divisor n - 1); null for one value, which says nothing of spread. */
  readonly std: number | null;
  readonly min: number;
  readonly max: number;
}

/**
 * Arithmetic mean, summed with Neumaier's compensation; never outside [min, max], so that equal values have exactly
 * their own mean.
 *
 * @throws {InputError} for no values, or a value that is not finite.
 */
export function mean(values: readonly number[]): number {
  checkSample(values, 1);
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Math.min(maximum(values), Math.max(minimum(values), (sum + lost) / values.length));
}

/**
 * Sample standard deviation (divisor n - 1); null for one value.
 *
 * @throws {InputError} for no values, or a value that is not finite.
 */
export function standardDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (values.length === 1) return null;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * Count, mean, sample standard deviation and range.
 *
 * @throws {InputError} for no values, or a value that is not finite.
 */
export function summary(values: readonly number[]): Summary {
  return {
    n: values.length,
    mean: mean(values),
    std: standardDeviation(values),
    min: minimum(values),
    max: maximum(values),
  };
}

function minimum(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b));
}

function maximum(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b));
}

/** Refuses a sample that is too small or has a value that is not finite. @throws {InputError} */
export function checkSample(values: readonly number[], least: number): void {
  if (values.length < least) {
    throw new InputError({
      what: 'a sample is too small',
      value: values.length,
      expected: least === 1 ? 'one value or more' : `${least} values or more`,
    });
  }
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) {
    throw new InputError({ what: `value ${index} of a sample`, value: values[index], expected: 'a finite number' });
  }
}
