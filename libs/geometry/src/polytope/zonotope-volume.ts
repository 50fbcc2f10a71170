import { determinant } from '../linear/determinant';
import { checkVectors } from '../numbers/check-vectors';
import type { Numbers } from '../numbers/numbers';
import { dot, type Vector } from '../numbers/vector';

/**
 * The volume of the zonotope sum of [0, g] in its space: the sum of |det| over all d of the n generators, C(n, d) determinants; 0 of no
 * generators.
 *
 * @throws {InputError} for generators of different lengths, or a coordinate that is NaN or infinite.
 */
export function zonotopeVolume<T>(numbers: Numbers<T>, generators: readonly Vector<T>[]): T {
  checkVectors(numbers, generators, 'a generator');
  const { add, negate, sign } = numbers;
  if (generators.length === 0) return numbers.zero;
  let sum = numbers.zero;
  for (const chosen of choices(generators, generators[0]!.length)) {
    const own = determinant(numbers, chosen);
    sum = add(sum, sign(own) < 0 ? negate(own) : own);
  }
  return sum;
}

/** The k-dimensional volume of a zonotope of rank k: the sum of sqrt(det G G^T) over all k generators G. Infinite for less than its rank. */
export function zonotopeContent<T>(numbers: Numbers<T>, generators: readonly Vector<T>[], k: number): number {
  checkVectors(numbers, generators, 'a generator');
  let sum = 0;
  for (const chosen of choices(generators, k)) {
    const gram = chosen.map((a) => chosen.map((b) => dot(numbers, a, b)));
    sum += Math.sqrt(Math.max(0, numbers.toNumber(determinant(numbers, gram))));
  }
  return sum;
}

/** All choices of k items, in order. */
function* choices<T>(items: readonly T[], k: number, from = 0): Generator<T[]> {
  if (k === 0) yield [];
  else {
    for (let i = from; i <= items.length - k; i++) {
      for (const rest of choices(items, k - 1, i + 1)) yield [items[i]!, ...rest];
    }
  }
}
