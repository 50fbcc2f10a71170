import { InputError } from '@tombola/shared';
import { DIVERGED } from '../numbers/check-finite';
import type { Values } from './network';

/** @throws {InputError} unless there are as many values as the shape says, all finite. `what` says whose: "weights of node 1". */
export function checkValues(values: Values, shape: readonly number[], what: string, mend?: string): void {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (values.length !== size) {
    throw new InputError({
      what: `the ${what} are not as many as they should be`,
      value: values.length,
      expected: `${shape.join(' x ')} = ${size}`,
    });
  }
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(values[i])) {
      throw new InputError({
        what: `the ${what} are not all finite`,
        value: String(values[i]),
        expected: 'finite numbers',
        ...(mend !== undefined && { mend }),
      });
    }
  }
}

/** {@link checkValues} of what a training makes. */
export function checkParameters(values: Values, shape: readonly number[], what: string): void {
  checkValues(values, shape, what, DIVERGED);
}

/** @throws {InputError} unless all are whole numbers from 1. */
export function checkPositive(extents: readonly number[], what: string): void {
  for (const extent of extents) {
    if (!Number.isSafeInteger(extent) || extent < 1) {
      throw new InputError({ what: `${what} is wrong`, value: extent, expected: 'a whole number from 1' });
    }
  }
}

/** @throws {InputError} unless the two shapes are the same. */
export function checkLength(shape: readonly number[], wanted: readonly number[], what: string): void {
  if (shape.length === wanted.length && shape.every((extent, i) => extent === wanted[i])) return;
  throw new InputError({ what, value: shape, expected: JSON.stringify(wanted) });
}
