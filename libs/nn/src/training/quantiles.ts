/**
 * Tables of quantiles that noise is drawn from: 65,536 equally likely values, which are those of a distribution at the
 * middle of each of as many equal shares. One 32-bit word draws two of them, without a logarithm or a root.
 */
export const QUANTILES = 65536;

/** Of the standard normal distribution: deviation 0.99999, no value further out than 4.33. */
export const normalQuantiles = once(() => symmetric(normalUpperHalf()));

/** Of the standard logistic distribution, log u - log(1 - u) of a uniform u; no value further out than 11.78. */
export const logisticQuantiles = once(() => Float32Array.from({ length: QUANTILES }, (_, i) => logit(middle(i))));

const middle = (i: number) => (i + 0.5) / QUANTILES;
const logit = (u: number) => Math.log(u) - Math.log1p(-u);

/** The upper half of the normal quantiles: Newton's method from each to the next one. */
function normalUpperHalf(): number[] {
  let z = 0;
  return Array.from({ length: QUANTILES / 2 }, (_, i) => {
    const u = middle(QUANTILES / 2 + i);
    for (let step = 0; step < 4; step++) z -= (normalShare(z) - u) / normalDensity(z);
    return z;
  });
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z <= z), for z from 0 to 5: 1/2 + density (z + z^3 / 3 + z^5 / 15 + ...) (Abramowitz and Stegun 26.2.11). */
function normalShare(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** A table that is the same below its middle as above, with the sign turned. */
function symmetric(upper: readonly number[]): Float32Array {
  return Float32Array.from([...upper.toReversed().map((value) => -value), ...upper]);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
