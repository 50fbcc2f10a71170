import type { Rational } from './rational';
import type { Ring } from './ring';

/**
 * Numbers that can also be divided, and that come from and go to fractions: `floats` or `rationals`.
 *
 * Geometry that only adds, multiplies and compares is done in integers, exactly, whichever these are: values times their common
 * denominator, which changes no shape, and results divided by it again.
 */
export interface Numbers<T> extends Ring<T> {
  /** Whether sums and products are rounded. */
  readonly rounds: boolean;
  /** The number that stands for a float: itself, or its exact value. */
  readonly of: (value: number) => T;
  /** The number that a text such as `3`, `-5/2` or `1.25` says; floats the nearest one. @throws {InputError} for other texts. */
  readonly read: (text: string) => T;
  /** A text that `read` brings back. */
  readonly show: (a: T) => string;
  /** a / b, b not 0. */
  readonly divide: (a: T, b: T) => T;
  /** The exact value. */
  readonly exact: (a: T) => Rational;
  /** The nearest of these numbers. */
  readonly nearest: (a: Rational) => T;
  /** The least d > 0 that makes integers of all values times d. */
  readonly commonDenominator: (values: Iterable<T>) => bigint;
  /** a d as an integer, for many a: d is a multiple of their {@link commonDenominator}. */
  readonly times: (d: bigint) => (a: T) => bigint;
  /** The nearest of these numbers to n / d, for many n; d > 0. */
  readonly over: (d: bigint) => (n: bigint) => T;
}
