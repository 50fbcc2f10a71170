import { checkVectors } from '../numbers/check-vectors';
import type { Numbers } from '../numbers/numbers';
import type { Vector } from '../numbers/vector';

/** Vectors times the least factor that makes integers of all of them, and the way back. */
export interface Scaled<T> {
  readonly vectors: readonly (readonly bigint[])[];
  /** The nearest vector to an integer one divided by the factor. */
  readonly back: (vector: readonly bigint[]) => T[];
}

/** @throws {InputError} for vectors of different lengths, or a coordinate that is NaN or infinite; `what` says whose: "a generator". */
export function scaled<T>(numbers: Numbers<T>, vectors: readonly Vector<T>[], what: string): Scaled<T> {
  checkVectors(numbers, vectors, what);
  const unit = numbers.commonDenominator(vectors.flat());
  const [times, over] = [numbers.times(unit), numbers.over(unit)];
  return {
    vectors: vectors.map((vector) => vector.map(times)),
    back: (vector) => vector.map(over),
  };
}
