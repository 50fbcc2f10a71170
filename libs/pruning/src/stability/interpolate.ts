import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';

/** Evenly spaced numbers from 0 to 1, both among them. */
export function evenly(count: number): number[] {
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
