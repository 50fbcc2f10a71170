import type { RandomStream } from '@tombola/shared';
import { InputError } from '@tombola/shared';
import { restricted, solve, type Products } from './semi-definite';

/**
 * What each channel adds to one output at every place, float32 [places, channels], for a filter drawn anew at each: the
 * samples of ThiNet (Luo et al., ThiNet: A Filter Level Pruning Method, ICCV 2017, section 3.2.1).
 *
 * @param patches [places, inputs] of the next layer
 * @param weights [outputs, inputs] of it
 * @param owner the channel of each input; -1 for none that can go
 */
export function channelSamples(
  patches: Float32Array,
  weights: Float32Array,
  owner: Int32Array,
  channels: number,
  random: RandomStream,
): Float32Array {
  const inputs = owner.length;
  const places = patches.length / inputs;
  const samples = new Float32Array(places * channels);
  for (let place = 0; place < places; place++) {
    const filter = random.integer(weights.length / inputs) * inputs;
    for (let i = 0; i < inputs; i++) {
      if (owner[i]! < 0) continue;
      samples[place * channels + owner[i]!]! += patches[place * inputs + i]! * weights[filter + i]!;
    }
  }
  return samples;
}

/**
 * The channels that ThiNet keeps: greedily, the next one to go is the one with which all that are gone together change the
 * sampled outputs least (section 3.2.2, equation 6 and algorithm 1). Of equal ones the later goes first.
 *
 * Every channel is judged by all that went before it, so the sum of squares is taken from the products of channels, XᵀX, once.
 *
 * @param products of the samples of all channels
 * @param count how many stay
 * @returns 1 for a channel that stays
 * @throws {InputError} for a count out of range, or samples that are no numbers.
 */
export function thinetChannels({ size, data }: Products, count: number): Uint8Array {
  if (!Number.isInteger(count) || count < 1 || count > size) {
    throw new InputError({ what: 'ThiNet cannot keep so many channels', value: count, expected: `1 to ${size}` });
  }
  if (data.some(Number.isNaN)) {
    throw new InputError({ what: 'a sampled activation is NaN', expected: 'numbers', mend: 'The training diverged.' });
  }
  const keep = new Uint8Array(size).fill(1);
  /** What the sum of squares of all that are gone grows by with a channel. */
  const growth = Float64Array.from({ length: size }, (_, channel) => data[channel * size + channel]!);
  for (let left = size; left > count; left--) {
    let next = -1;
    for (let channel = 0; channel < size; channel++) {
      if (keep[channel] === 1 && (next < 0 || growth[channel]! <= growth[next]!)) next = channel;
    }
    keep[next] = 0;
    for (let channel = 0; channel < size; channel++) growth[channel]! += 2 * data[next * size + channel]!;
  }
  return keep;
}

/**
 * By how much to multiply the weights on each channel that stays, so that the sampled outputs are those of all channels as
 * nearly as can be (section 3.2.3, equation 7: least squares); 0 for the others.
 */
export function thinetFactors(products: Products, keep: Uint8Array): Float64Array {
  const { size, data } = products;
  const kept = [...keep.keys()].filter((channel) => keep[channel] === 1);
  const rights = Float64Array.from(kept, (channel) => {
    let sum = 0;
    for (let other = 0; other < size; other++) sum += data[channel * size + other]!;
    return sum;
  });
  const solution = solve(restricted(products, kept), rights, 1);
  const factors = new Float64Array(size);
  kept.forEach((channel, i) => (factors[channel] = solution[i]!));
  return factors;
}
