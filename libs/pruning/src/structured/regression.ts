import { InputError } from '@tombola/shared';
import { lowest } from '../select';
import { lasso } from './lasso';
import { productsOf, restricted, solve, type Products } from './semi-definite';

/** What the next layer reads at some places, and what it should make of it. */
export interface RegressionSamples {
  /** XᵀX of the patches: [inputs, inputs]. */
  readonly products: Products;
  /** XᵀY with the outputs Y of the network before pruning, biases left out: [inputs, outputs]. */
  readonly rights: Float64Array;
  /** [outputs, inputs] */
  readonly weights: Float32Array;
  /** The channel of each input; -1 for none that can go. */
  readonly owner: Int32Array;
  readonly channels: number;
}

const MOST_PENALTIES = 60;

/**
 * The channels that regression-based selection keeps (He, Zhang and Sun, Channel Pruning for Accelerating Very Deep Neural
 * Networks, ICCV 2017, section 3.1, equation 2, step i): of a LASSO with a coefficient a channel that rebuilds the next layer's
 * outputs, at the penalty at which exactly `count` are not 0. Where no penalty has exactly as many, the one with the fewest
 * more, and of these the smallest coefficients go too, the later of equal ones first.
 *
 * The authors' code stops at a penalty that keeps up to 10 % more.
 *
 * @returns 1 for a channel that stays
 * @throws {InputError} for a count out of range, or samples that are no numbers.
 */
export function regressionChannels(samples: RegressionSamples, count: number): Uint8Array {
  const { channels, products, rights } = samples;
  if (!Number.isInteger(count) || count < 1 || count > channels) {
    throw new InputError({
      what: 'regression cannot keep so many channels',
      value: count,
      expected: `1 to ${channels}`,
    });
  }
  if (products.data.some(Number.isNaN) || rights.some(Number.isNaN)) {
    throw new InputError({ what: 'a sampled activation is NaN', expected: 'numbers', mend: 'The training diverged.' });
  }
  const problem = channelProblem(samples);
  let best = lasso(problem.products, problem.rights, 0, new Float64Array(channels).fill(1));
  let [low, high] = [0, problem.rights.reduce((most, right) => Math.max(most, Math.abs(right)), 0)];
  for (let i = 0; i < MOST_PENALTIES && nonZero(best) > count; i++) {
    const penalty = (low + high) / 2;
    const coefficients = lasso(problem.products, problem.rights, penalty, best);
    if (nonZero(coefficients) < count) high = penalty;
    else [low, best] = [penalty, coefficients];
  }
  return lowest(Float32Array.from(best, Math.abs), channels - count).map((gone) => 1 - gone);
}

/**
 * The weights with which the channels that stay rebuild the next layer's outputs best (equation 2, step ii: least squares), 0
 * on the others: float32 [outputs, inputs]. Inputs of other layers count as staying. Where samples leave a weight open it
 * stays as it is.
 */
export function regressionWeights(samples: RegressionSamples, keep: Uint8Array): Float32Array {
  const { products, rights, weights, owner } = samples;
  const inputs = owner.length;
  const outputs = weights.length / inputs;
  const kept = [...owner.keys()].filter((i) => owner[i]! < 0 || keep[owner[i]!] === 1);
  const among = restricted(products, kept);
  // Solved for what changes.
  const missing = new Float64Array(kept.length * outputs);
  kept.forEach((input, i) => {
    for (let o = 0; o < outputs; o++) {
      let made = 0;
      for (let j = 0; j < kept.length; j++) made += among.data[i * kept.length + j]! * weights[o * inputs + kept[j]!]!;
      missing[i * outputs + o] = rights[input * outputs + o]! - made;
    }
  });
  const changes = solve(among, missing, outputs);
  const rebuilt = new Float32Array(weights.length);
  kept.forEach((input, i) => {
    for (let o = 0; o < outputs; o++) {
      rebuilt[o * inputs + input] = weights[o * inputs + input]! + changes[i * outputs + o]!;
    }
  });
  return rebuilt;
}

/**
 * XᵀY of patches [places, inputs] and outputs [places, outputs].
 *
 * @param sum of patches before, to which these are added
 */
export function crossProducts(
  patches: Float32Array,
  inputs: number,
  results: Float32Array,
  sum?: Float64Array,
): Float64Array {
  const places = patches.length / inputs;
  const outputs = results.length / places;
  const products = sum ?? new Float64Array(inputs * outputs);
  for (let place = 0; place < places; place++) {
    for (let i = 0; i < inputs; i++) {
      const value = patches[place * inputs + i]!;
      if (value === 0) continue;
      for (let o = 0; o < outputs; o++) products[i * outputs + o]! += value * results[place * outputs + o]!;
    }
  }
  return products;
}

/** What a layer makes of patches [places, inputs] without its bias: [places, outputs]. */
export function outputsOf(patches: Float32Array, weights: Float32Array, inputs: number): Float32Array {
  const [places, outputs] = [patches.length / inputs, weights.length / inputs];
  const results = new Float32Array(places * outputs);
  for (let place = 0; place < places; place++) {
    for (let o = 0; o < outputs; o++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += patches[place * inputs + i]! * weights[o * inputs + i]!;
      results[place * outputs + o] = sum;
    }
  }
  return results;
}

/**
 * The normal equations of the LASSO over channels. With Z_c = X_c W_cᵀ the products of two channels are the sums over their
 * inputs of (XᵀX) (WᵀW), so no Z is ever made. What other inputs make is no part of what channels have to rebuild.
 */
function channelProblem({ products, rights, weights, owner, channels }: RegressionSamples) {
  const inputs = owner.length;
  const outputs = weights.length / inputs;
  const among = productsOf(weights, inputs).data;
  const data = new Float64Array(channels * channels);
  const right = new Float64Array(channels);
  for (let i = 0; i < inputs; i++) {
    const channel = owner[i]!;
    if (channel < 0) continue;
    for (let o = 0; o < outputs; o++) right[channel]! += rights[i * outputs + o]! * weights[o * inputs + i]!;
    for (let j = 0; j < inputs; j++) {
      const together = among[i * inputs + j]! * products.data[i * inputs + j]!;
      if (owner[j]! < 0) right[channel]! -= together;
      else data[channel * channels + owner[j]!]! += together;
    }
  }
  return { products: { size: channels, data }, rights: right };
}

function nonZero(values: Float64Array): number {
  return values.reduce((count, value) => (value === 0 ? count : count + 1), 0);
}
