import { binomial, binomialSum, checkCounts } from './binomial';

/**
 * Bounds on the number of linear regions of networks of ReLU units. `inputs` is their number d, `widths` those of the hidden layers, from
 * the first on.
 */

/**
 * What some network of these widths reaches: product over all layers but the last of floor(n_l / d)^d, times sum of C(n_L, j), j to d
 * (Montúfar, Pascanu, Cho and Bengio 2014, theorem 4). For widths of at least d; 0 below.
 *
 * @throws {InputError} for counts that are none, or no hidden layer.
 */
export function montufarLower(inputs: number, widths: readonly number[]): bigint {
  check(inputs, widths);
  const folds = widths.slice(0, -1).map((n) => BigInt(Math.floor(n / inputs)) ** BigInt(inputs));
  return product([...folds, binomialSum(widths[widths.length - 1]!, inputs)]);
}

/**
 * At most: product over layers of sum of C(n_l, j), j to the least of d and all widths before (Montúfar 2017).
 *
 * @throws {InputError} for counts that are none, or no hidden layer.
 */
export function montufarUpper(inputs: number, widths: readonly number[]): bigint {
  check(inputs, widths);
  return product(widths.map((n, l) => binomialSum(n, Math.min(inputs, ...widths.slice(0, l)))));
}

/**
 * At most: product over layers of sum of C(n_l, j), j to d, for widths of at least d (Zhang, Naitzat and Lim 2018, theorem 6.3).
 *
 * @throws {InputError} for counts that are none, or no hidden layer.
 */
export function zhangUpper(inputs: number, widths: readonly number[]): bigint {
  check(inputs, widths);
  return product(widths.map((n) => binomialSum(n, inputs)));
}

/**
 * At most: the sum of the products of C(n_l, j_l) over all j with 0 <= j_l <= min(d, n_1 - j_1, ..., n_{l-1} - j_{l-1}, n_l): where many
 * units are off few dimensions are left (Serra, Tjandraatmadja and Ramalingam 2018, theorem 1).
 *
 * @throws {InputError} for counts that are none, or no hidden layer.
 */
export function serraUpper(inputs: number, widths: readonly number[]): bigint {
  check(inputs, widths);
  return serraSum(
    inputs,
    widths.map((units) => ({ units, rank: units })),
  );
}

/** Serra's sum where the hyperplanes of a layer have at most a rank, which is also the most dimensions that it lets through. */
export function serraSum(inputs: number, layers: readonly { readonly units: number; readonly rank: number }[]): bigint {
  // From the last layer back: the regions of the layers from there on, by the dimensions that arrive.
  let regions = new Array<bigint>(inputs + 1).fill(1n);
  for (const { units, rank } of [...layers].reverse()) {
    const beyond = regions;
    regions = beyond.map((_, dimension) => {
      let sum = 0n;
      for (let j = 0; j <= Math.min(dimension, rank, units); j++) {
        sum += binomial(units, j) * beyond[Math.min(dimension, rank, units - j)]!;
      }
      return sum;
    });
  }
  return regions[inputs]!;
}

/**
 * How many hidden layers are enough for any continuous piecewise linear function of d variables: ceil(log2(d + 1)) (Arora et al. 2018).
 *
 * @throws {InputError} for a count that is none.
 */
export function sufficientHiddenLayers(inputs: number): number {
  checkCounts([inputs], 'inputs');
  let layers = 0;
  while (2 ** layers < inputs + 1) layers += 1;
  return layers;
}

function check(inputs: number, widths: readonly number[]): void {
  checkCounts([inputs], 'inputs', 1);
  checkCounts([widths.length], 'hidden layers', 1);
  checkCounts(widths, 'the units of a layer', 1);
}

function product(factors: readonly bigint[]): bigint {
  return factors.reduce((all, factor) => all * factor, 1n);
}
