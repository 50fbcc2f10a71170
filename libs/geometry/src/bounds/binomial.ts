import { InputError } from '@tombola/shared';

/** n choose k, 0 for k > n. */
export function binomial(n: number, k: number): bigint {
  if (k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * BigInt(n - i + 1)) / BigInt(i);
  return result;
}

/** The sum of n choose j over j from 0 to d. */
export function binomialSum(n: number, d: number): bigint {
  let [sum, term] = [1n, 1n];
  for (let j = 1; j <= Math.min(n, d); j++) {
    term = (term * BigInt(n - j + 1)) / BigInt(j);
    sum += term;
  }
  return sum;
}

/** @throws {InputError} unless all are whole numbers of at least `least`; `what` says what they count: "a layer's units". */
export function checkCounts(values: readonly number[], what: string, least = 0): void {
  for (const value of values) {
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InputError({ what: `${what} cannot be so many`, value, expected: `a whole number from ${least}` });
    }
  }
}
