import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { InputError } from '@tombola/shared';

/** Evenly spaced numbers from 0 to 1, both among them. @throws {InputError} for fewer than two. */
export function evenly(count: number): number[] {
  if (count < 2) throw new InputError({ what: 'a line has two ends', value: count, expected: 'at least two points' });
  return Array.from({ length: count }, (_, i) => i / (count - 1));
}

/**
 * alpha a + (1 - alpha) b, of every parameter and statistic, in float64 and then rounded: at 0 and 1, and where a and b are
 * the same, to the bit.
 */
export function interpolate(a: Parameters, b: Parameters, alpha: number): Parameters {
  return Object.fromEntries(
    Object.entries(a).map(([name, { data, shape }]) => {
      const other = b[name]!.data;
      return [
        name,
        tensor(
          data.map((value, i) => alpha * value + (1 - alpha) * other[i]!),
          shape,
        ),
      ];
    }),
  );
}
