import type { Numbers } from './numbers';
import { lcm } from './rational';

/**
 * The least d > 0 that makes integers of all values times d. Geometry that only adds, multiplies and compares is then done in
 * integers, exactly: floats are fractions too, and a common factor changes no shape. Results are divided by d again.
 */
export function commonDenominator<T>(numbers: Numbers<T>, values: Iterable<T>): bigint {
  let common = 1n;
  for (const value of values) {
    const own = numbers.denominator(value);
    if (own !== common && common % own !== 0n) common = lcm(common, own);
  }
  return common;
}
