import type { RandomStream } from '@tombola/shared';
import { lowest } from '../select';
import { magnitudesAt, placesOf } from './places';

/*
 * What an update gives to a layer's mask after it has taken: all that the mask does not keep may grow, also what it kept
 * before. What comes back is a new mask, which keeps all that the given one does.
 */

/**
 * Grows the weights of the largest magnitudes of a score, exactly `count` of them; of equal ones the lower index first. The
 * score of RigL is the dense gradient alone: times the weight it would be 0 for all that is pruned.
 *
 * @param count 0 to the weights that the mask does not keep
 * @throws {InputError} when a score is NaN.
 */
export function growLargest(mask: Float32Array, scores: Float32Array, count: number): Float32Array {
  const free = placesOf(mask, 0);
  const stays = lowest(magnitudesAt(free, scores), free.length - count);
  const grown = mask.slice();
  for (let i = 0; i < free.length; i++) if (stays[i] === 0) grown[free[i]!] = 1;
  return grown;
}

/** Grows weights at random, exactly `count` of them, every choice equally likely. */
export function growRandom(mask: Float32Array, random: RandomStream, count: number): Float32Array {
  const free = placesOf(mask, 0);
  const grown = mask.slice();
  // The beginning of a shuffle.
  for (let i = 0; i < count; i++) {
    const chosen = i + random.integer(free.length - i);
    grown[free[chosen]!] = 1;
    free[chosen] = free[i]!;
  }
  return grown;
}
