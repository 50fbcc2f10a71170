import { tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import type { Masks } from '../masks';

/**
 * The random-sparsity control: each mask shuffled within its layer, so that every layer keeps its count and loses its
 * structure (Frankle and Carbin 2019, appendix; stronger than a shuffle over the whole network, which also changes
 * how many weights each layer has).
 *
 * @param draw different draws of one seed are independent
 */
export function shuffleMasks(masks: Masks, seed: number, draw: number): Masks {
  return Object.fromEntries(
    Object.entries(masks).map(([name, { shape, data }]) => [
      name,
      tensor(randomStream(seed, 'shuffle', draw, name).shuffle(data.slice()), shape, 'uint8'),
    ]),
  );
}
