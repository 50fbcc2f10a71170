import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import { hull3d } from './hull3d';
import { minkowskiSum } from './minkowski';
import { volume } from './polyhedron';

/**
 * The mixed volume V(K, L, M) of three hulls of points of space, V(K, K, K) being the volume of K. 3! of it counts the solutions of
 * three equations with these Newton polytopes (Bernstein): polymake and gfan print that number.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function mixedVolume<T>(
  numbers: Numbers<T>,
  bodies: readonly [readonly Point3<T>[], readonly Point3<T>[], readonly Point3<T>[]],
): T {
  const { add, subtract, divide, of, zero } = numbers;
  let sum = zero;
  // vol(K + L + M) - vol of the sums of two + vol of each.
  for (let subset = 1; subset < 8; subset++) {
    const chosen = bodies.filter((_, i) => (subset >> i) & 1);
    const total = chosen.reduce((a, b) => minkowskiSum(numbers, a, b) as unknown as Point3<T>[]);
    const own = volume(numbers, hull3d(numbers, total));
    sum = chosen.length % 2 === 1 ? add(sum, own) : subtract(sum, own);
  }
  return divide(sum, of(6));
}
