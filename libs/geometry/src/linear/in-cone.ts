import { floats } from '../numbers/floats';
import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import { rational } from '../numbers/rational';
import { rationals } from '../numbers/rationals';
import { dot, type Vector } from '../numbers/vector';
import { linearProgram } from './linear-program';
import { solveIntegers } from './solve-integers';

type Integers = readonly bigint[];

/**
 * Whether a vector is a sum of vectors with factors >= 0, exactly. Floats propose and integers decide: the simplex method in floats
 * names a basis, and the factors, or the hyperplane that parts the vector from the others (Farkas), are checked with it in integers.
 * Where that fails, the simplex method in fractions is asked.
 */
export function inCone(target: Integers, vectors: readonly Integers[]): boolean {
  if (target.every((x) => x === 0n)) return true;
  const proposal = linearProgram(floats, cone(floats, unitary(target), vectors.map(unitary)));
  if (proposal.status === 'optimal' && isSum(target, vectors, proposal.basis)) return true;
  if (proposal.status === 'infeasible' && isParted(target, vectors, proposal.basis)) return false;
  const exact = (vector: Integers) => vector.map(rational);
  return linearProgram(rationals, cone(rationals, exact(target), vectors.map(exact))).status === 'optimal';
}

function cone<T>({ zero }: Numbers<T>, target: Vector<T>, vectors: readonly Vector<T>[]) {
  const rows = target.map((_, axis) => vectors.map((vector) => vector[axis]!));
  return { costs: vectors.map(() => zero), rows, right: target };
}

/** Whether the factors of the vectors of a basis are all >= 0. */
function isSum(target: Integers, vectors: readonly Integers[], basis: readonly number[]): boolean {
  const used = basis.filter((column) => column < vectors.length).map((column) => vectors[column]!);
  const solution = solveIntegers(target.map((x, axis) => [...used.map((vector) => vector[axis]!), x]));
  return solution !== undefined && solution.x.every((factor) => factor >= 0n);
}

/** Whether the hyperplane of a basis, whose artificial columns cost 1, has all vectors on one side and the target on the other. */
function isParted(target: Integers, vectors: readonly Integers[], basis: readonly number[]): boolean {
  const equations = basis.map((column) => {
    if (column < vectors.length) return [...vectors[column]!, 0n];
    const row = column - vectors.length;
    return [...target.map((_, axis) => (axis === row ? 1n : 0n)), target[row]! < 0n ? -1n : 1n];
  });
  const normal = solveIntegers(equations)?.x;
  if (normal === undefined) return false;
  return dot(integers, normal, target) > 0n && vectors.every((vector) => dot(integers, normal, vector) <= 0n);
}

/** A vector in floats, made about as long as 1. */
function unitary(vector: Integers): number[] {
  const size = vector.reduce((most, x) => Math.max(most, x.toString(16).length), 1);
  const shift = BigInt(4 * Math.max(size - 200, 0));
  const small = vector.map((x) => Number(x >> shift));
  const scale = Math.max(...small.map(Math.abs), 1);
  return small.map((x) => x / scale);
}
