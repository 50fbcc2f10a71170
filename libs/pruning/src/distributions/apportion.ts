import { InputError } from '@tombola/shared';

/**
 * Whole numbers as near to the targets as can be, with an exact sum: every target is rounded down, and what is missing goes
 * one by one to the largest remainders (Hamilton's method), of equal ones to the first.
 *
 * @param targets real numbers, one a layer, from 0 to its size
 * @param sizes the most that a layer can have
 * @param total what they sum to
 * @param least the least that a layer has, or all of it where it is smaller; what that takes is taken from the layers that
 *   are furthest above their targets, one by one
 * @throws {InputError} when the least of all layers is more than the total, or their sizes are less.
 */
export function apportion(targets: readonly number[], sizes: readonly number[], total: number, least = 0): number[] {
  const lowest = sizes.map((size) => Math.min(least, size));
  if (sum(lowest) > total || sum(sizes) < total) {
    throw new InputError({
      what: `layers that keep at least ${least} weights each cannot keep ${total} together`,
      value: sizes,
      expected: `${sum(lowest)} to ${sum(sizes)}`,
      mend: 'Keep fewer weights in every layer, or more together.',
    });
  }
  const counts = targets.map((target, i) => Math.min(sizes[i]!, Math.max(lowest[i]!, Math.floor(target))));
  for (let missing = total - sum(counts); missing > 0; missing--) {
    counts[best(counts, (count, i) => (count < sizes[i]! ? targets[i]! - count : -Infinity))]! += 1;
  }
  for (let surplus = sum(counts) - total; surplus > 0; surplus--) {
    counts[best(counts, (count, i) => (count > lowest[i]! ? count - targets[i]! : -Infinity))]! -= 1;
  }
  return counts;
}

/** Index of the highest value, the first of equal ones. */
function best(counts: readonly number[], value: (count: number, i: number) => number): number {
  let highest = 0;
  counts.forEach((count, i) => {
    if (value(count, i) > value(counts[highest]!, highest)) highest = i;
  });
  return highest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
