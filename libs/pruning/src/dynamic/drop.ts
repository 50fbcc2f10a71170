import { lowest } from '../select';
import { countKept, magnitudesAt, magnitudesOf, placesOf } from './places';

/*
 * What an update takes from a layer's mask. Masks are float32 of zeros and ones, as training multiplies by them; what comes
 * back is a new one, which keeps nothing that the old one does not.
 */

/**
 * Drops the kept weights of the smallest magnitudes, exactly `count` of them. Of equal ones the higher index goes first; the
 * code of RigL adds noise of deviation 1e-5 to the magnitudes instead.
 *
 * @param count 0 to the kept weights
 * @throws {InputError} when a kept weight is NaN.
 */
export function dropSmallest(mask: Float32Array, weights: Float32Array, count: number): Float32Array {
  return without(mask, placesOf(mask, 1), weights, count);
}

/** The mask of the weights of the largest magnitudes, exactly `count` of them; of equal ones the lower index first. */
export function keepLargest(weights: Float32Array, count: number): Float32Array {
  const removed = lowest(magnitudesOf(weights), weights.length - count);
  const mask = new Float32Array(weights.length);
  for (let i = 0; i < mask.length; i++) mask[i] = 1 - removed[i]!;
  return mask;
}

/**
 * Drops a share of the positive kept weights, those nearest to 0, and the same share of the negative ones (Mocanu et al. 2018,
 * algorithm 1): floor(fraction n) of n each. What is exactly 0 counts as positive.
 *
 * @param fraction from 0 to less than 1
 */
export function dropSigned(mask: Float32Array, weights: Float32Array, fraction: number): Float32Array {
  const kept = placesOf(mask, 1);
  const [positive, negative] = [kept.filter((i) => !(weights[i]! < 0)), kept.filter((i) => weights[i]! < 0)];
  const less = without(mask, positive, weights, Math.floor(fraction * positive.length));
  return without(less, negative, weights, Math.floor(fraction * negative.length));
}

/**
 * Drops the kept weights whose magnitudes are below the threshold (Mostafa and Wang 2019, section 3), but for the `minKeep`
 * largest.
 */
export function dropBelow(mask: Float32Array, weights: Float32Array, threshold: number, minKeep = 0): Float32Array {
  const kept = countKept(mask);
  let below = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && Math.abs(weights[i]!) < threshold) below += 1;
  return dropSmallest(mask, weights, Math.min(below, Math.max(0, kept - minKeep)));
}

function without(mask: Float32Array, places: Uint32Array, weights: Float32Array, count: number): Float32Array {
  const removed = lowest(magnitudesAt(places, weights), count);
  const left = mask.slice();
  for (let i = 0; i < places.length; i++) if (removed[i] === 1) left[places[i]!] = 0;
  return left;
}
