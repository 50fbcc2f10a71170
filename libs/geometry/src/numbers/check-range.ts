import { InputError } from '@tombola/shared';
import type { Numbers } from './numbers';

/** Coordinates whose products, and sums of these, are floats. */
const largest = 1e150;

/** @throws {InputError} when floats are too large for areas and squares of distances; `what` says whose they are: "a vertex". */
export function checkRange<T>(numbers: Numbers<T>, values: Iterable<T>, what: string): void {
  if (!numbers.rounds) return;
  for (const value of values) {
    if (Math.abs(numbers.toNumber(value)) <= largest) continue;
    throw new InputError({
      what: `${what} is too large`,
      value: String(value),
      expected: `at most ${largest}`,
      mend: 'Scale the weights down, or compute in fractions.',
    });
  }
}
