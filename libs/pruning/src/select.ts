import { InputError } from '@tombola/shared';
import { nthSmallest } from './nth-smallest';

// Looked up once: in sandboxes such as a test runner's, a look-up of a global costs more than the comparison.
const { isNaN } = Number;

/**
 * Which of the candidates to remove: exactly `count`, the lowest scores first. Among equal scores the higher index
 * goes first, so that the result does not depend on a sort's whims, and no threshold ever takes one too many.
 *
 * @param scores one a candidate; any finite or infinite number
 * @param count 0 .. scores.length
 * @returns one byte a candidate: 1 to remove it
 * @throws {InputError} for a NaN score or a count out of range.
 */
export function lowest(scores: Float32Array, count: number): Uint8Array {
  const nan = firstNan(scores);
  if (nan >= 0) {
    throw new InputError({
      what: 'a pruning score is NaN',
      value: `candidate ${nan}`,
      expected: 'numbers',
      mend: 'Look at the training that the scores come from: it may have diverged.',
    });
  }
  if (!Number.isInteger(count) || count < 0 || count > scores.length) {
    throw new InputError({ what: 'cannot remove so many weights', value: count, expected: `0 to ${scores.length}` });
  }
  const removed = new Uint8Array(scores.length);
  if (count === 0) return removed;
  const threshold = nthSmallest(scores, count);
  let left = count;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i]! < threshold) {
      removed[i] = 1;
      left -= 1;
    }
  }
  for (let i = scores.length - 1; left > 0; i--) {
    // -0 and +0 are the same score here, as they are below.
    if (scores[i] === threshold) {
      removed[i] = 1;
      left -= 1;
    }
  }
  return removed;
}

/** The first index with NaN, or -1. */
function firstNan(scores: Float32Array): number {
  for (let i = 0; i < scores.length; i++) if (isNaN(scores[i]!)) return i;
  return -1;
}
