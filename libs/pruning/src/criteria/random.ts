import { randomStream } from '@tombola/shared';
import type { Scores } from './scores';

/**
 * Random scores, uniform in [0, 1): the baseline of every criterion. Each parameter draws from a stream of its own, so that
 * one layer's size never changes another layer's order.
 *
 * @param sizes how many weights each parameter has, by name
 * @param draw different draws of one seed are independent
 */
export function random(sizes: Readonly<Record<string, number>>, seed: number, draw = 0): Scores {
  return Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => {
      const stream = randomStream(seed, 'prune', 'random', draw, name);
      // 24 bits: what a float32 in [0, 1) can tell apart without ever rounding to 1.
      return [name, Float32Array.from({ length: size }, () => (stream.uint32() >>> 8) / 16777216)];
    }),
  );
}
