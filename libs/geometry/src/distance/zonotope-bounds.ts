import { InputError, type RandomStream } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import { floats } from '../numbers/floats';
import { minus, plus, times, zeros, type Vector } from '../numbers/vector';

/** The support function of a convex body, u to the largest <point, u>. */
export type SupportFunction = (u: Vector) => number;

/**
 * A lower bound of the Hausdorff distance of two convex bodies: the largest difference of their support functions in random
 * directions. Needs no vertices: `zonotopeSupport` is O(n d).
 *
 * @throws {InputError} for no directions.
 */
export function sampledHausdorff(
  first: SupportFunction,
  second: SupportFunction,
  { dimension, directions, stream }: { dimension: number; directions: number; stream: RandomStream },
): number {
  if (!(directions >= 1)) {
    throw new InputError({ what: 'a bound needs directions', value: directions, expected: '1 or more' });
  }
  let most = 0;
  for (let k = 0; k < directions; k++) {
    const u = Array.from({ length: dimension }, () => stream.normal());
    const unit = times(floats, 1 / Math.hypot(...u), u);
    most = Math.max(most, Math.abs(first(unit) - second(unit)));
  }
  return most;
}

/**
 * An upper bound of the Hausdorff distance of the zonotopes of generators g_i and h_i from the same start: half the length of
 * sum (g_i - h_i), which is how far their centres are apart, and half the sum of the lengths of g_i - h_i. At most the sum of these
 * lengths, which is the bound behind tropical pruning.
 *
 * @throws {InputError} for different numbers of generators or coordinates that are not finite.
 */
export function zonotopeHausdorffBound(first: readonly Vector[], second: readonly Vector[]): number {
  if (first.length !== second.length) {
    throw new InputError({
      what: 'the zonotopes have different numbers of generators',
      value: [first.length, second.length],
      expected: 'a generator of one for each of the other',
      mend: 'Put zeros in the place of generators that are gone.',
    });
  }
  for (const generator of [...first, ...second]) checkFinite(floats, generator, 'a generator');
  const differences = first.map((g, i) => minus(floats, g, second[i]!));
  const sum = differences.reduce((all: number[], d) => plus(floats, all, d), zeros(floats, first[0]?.length ?? 0));
  return (Math.hypot(...sum) + differences.reduce((all, d) => all + Math.hypot(...d), 0)) / 2;
}
