import { InputError } from '@tombola/shared';

/** N of every M consecutive inputs are kept. */
export interface Pattern {
  readonly n: number;
  readonly m: number;
}

/**
 * The pattern of groups of M that has a sparsity: N = M (1 - S).
 *
 * @throws {InputError} when N is not a whole number from 1.
 */
export function patternOf(sparsity: number, m: number): Pattern {
  const n = Math.round(m * (1 - sparsity));
  if (n >= 1 && Math.abs(n - m * (1 - sparsity)) < 1e-9 * m) return { n, m };
  throw new InputError({
    what: `groups of ${m} inputs cannot have this sparsity`,
    value: sparsity,
    expected: `one of which ${m} (1 - sparsity) is a whole number from 1`,
    mend: 'Set method.m so that it is: 4 for 0.5 and 0.75, 10 for 0.8 and 0.9, 20 for 0.95, 50 for 0.98.',
  });
}

/** How many of a group of `size` inputs are kept; less than M are left over where M does not divide them: N size / M, up. */
export function keptOfGroup(size: number, { n, m }: Pattern): number {
  return Math.ceil((n * size) / m);
}

/**
 * Weights as [outer, inputs, inner], so that groups of inputs lie along the middle: dense weights [in, out] have no outer
 * axis, convolutions [out, in / groups, height, width] have it before and their kernel after.
 */
export function alongInputs(shape: readonly number[]): [outer: number, inputs: number, inner: number] {
  if (shape.length === 2) return [1, shape[0]!, shape[1]!];
  return [shape[0]!, shape[1]!, shape.slice(2).reduce((product, extent) => product * extent, 1)];
}
