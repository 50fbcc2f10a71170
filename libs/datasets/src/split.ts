import { InputError, randomStream } from '@tombola/shared';
import type { ImageSet } from './types';

export interface SplitOptions {
  /** How many examples are held out. Default 5000. */
  readonly validation?: number;
  /** The seed of the split, apart from the seeds of trials: all trials of a study share one split. Default 0. */
  readonly seed?: number;
  /** At most so many training examples, for smoke runs. Default: all. */
  readonly limit?: number;
}

/** Two disjoint ascending lists of example numbers. Without `limit` they hold every example once. */
export interface Split {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Splits a training set at random. The validation list depends on the count of the set, `validation` and `seed` only;
 * a smaller `limit` keeps a part of what a larger one keeps.
 *
 * @throws {InputError} when nothing would be left to train on, or a number is not a whole one.
 */
export function splitTrainValidation(
  set: Pick<ImageSet, 'count'>,
  { validation = 5000, seed = 0, limit = Infinity }: SplitOptions = {},
): Split {
  if (!Number.isInteger(validation) || validation < 0 || validation >= set.count) {
    throw new InputError({
      what: 'the validation count does not fit the training set',
      value: validation,
      expected: `a whole number from 0 to ${set.count - 1}`,
    });
  }
  if (limit !== Infinity && (!Number.isInteger(limit) || limit < 1)) {
    throw new InputError({
      what: 'the limit on training examples is wrong',
      value: limit,
      expected: 'a whole number from 1',
    });
  }
  const order = randomStream(seed, 'split').permutation(set.count);
  return {
    train: order.slice(validation, Math.min(set.count, validation + limit)).sort(),
    validation: order.slice(0, validation).sort(),
  };
}

/** Every example number of a set: 0 .. count - 1. */
export function allIndices(set: Pick<ImageSet, 'count'>): Uint32Array {
  const indices = new Uint32Array(set.count);
  for (let i = 0; i < indices.length; i++) indices[i] = i;
  return indices;
}
