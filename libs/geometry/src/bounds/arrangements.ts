import { binomial, binomialSum, checkCounts } from './binomial';

/**
 * The most regions of n hyperplanes in d dimensions, which generic ones have: sum of C(n, j), j from 0 to d (Schläfli 1901, Zaslavsky
 * 1975). The linear regions of one hidden layer of n generic ReLU units, and the upper vertices of a lifted zonotope.
 *
 * @throws {InputError} for counts that are none.
 */
export function hyperplaneRegions(n: number, d: number): bigint {
  checkCounts([n, d], 'hyperplanes and dimensions');
  return binomialSum(n, d);
}

/**
 * The most regions of n hyperplanes through the origin: 2 sum of C(n - 1, j), j from 0 to d - 1; 1 without any. One hidden layer
 * without biases, and the vertices of a zonotope of n generators.
 *
 * @throws {InputError} for counts that are none.
 */
export function centralRegions(n: number, d: number): bigint {
  checkCounts([n, d], 'hyperplanes and dimensions');
  return n === 0 || d === 0 ? 1n : 2n * binomialSum(n - 1, d - 1);
}

/**
 * The most facets of a zonotope of n generators in d dimensions, which generic ones have: 2 C(n, d - 1).
 *
 * @throws {InputError} for counts that are none, or d = 0.
 */
export function zonotopeFacets(n: number, d: number): bigint {
  checkCounts([n], 'generators');
  checkCounts([d], 'dimensions', 1);
  return n < d ? 0n : 2n * binomial(n, d - 1);
}

/**
 * The most upper vertices of the Minkowski sum of n lifted polytopes of k vertices each, so the most regions of n maxout units of rank
 * k: sum of C(n, j) (k - 1)^j, j from 0 to d (Charisopoulos and Maragos 2018; sharp: Montúfar, Ren and Zhang 2021).
 *
 * @throws {InputError} for counts that are none, or k = 0.
 */
export function maxoutRegions(n: number, d: number, k: number): bigint {
  checkCounts([n, d], 'units and dimensions');
  checkCounts([k], 'pieces of a maxout unit', 1);
  let sum = 0n;
  for (let j = 0; j <= Math.min(n, d); j++) sum += binomial(n, j) * BigInt(k - 1) ** BigInt(j);
  return sum;
}

/**
 * The most vertices of a Minkowski sum of polytopes that have m edges in all, no two parallel: 2 sum of C(m - 1, j), j from 0 to d - 1
 * (Gritzmann and Sturmfels 1993); zonotopes reach it.
 *
 * @throws {InputError} for counts that are none.
 */
export function minkowskiVertices(m: number, d: number): bigint {
  return centralRegions(m, d);
}
