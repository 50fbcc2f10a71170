import { inCone } from '../linear/in-cone';
import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import { scaled } from '../polytope/scaled';
import { lift } from './newton-polytope';
import type { TropicalPolynomial } from './polynomial';
import { regularSubdivision } from './regular-subdivision';

/**
 * The polynomial without its redundant monomials, those that are alone the highest nowhere: the same function, each monomial now owning a
 * linear region. Two polynomials are the same function when this makes them equal. Exact; by an upper hull for at most two variables,
 * beyond by one linear program a monomial.
 */
export function essential<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): TropicalPolynomial<T> {
  const kept = f.dimension <= 2 ? upperVertices(numbers, f) : undominated(numbers, f);
  return { dimension: f.dimension, monomials: f.monomials.filter((_, i) => kept.has(i)) };
}

function upperVertices<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): Set<number> {
  const points = f.monomials.map(({ coefficient, exponents: [x = numbers.zero, y = numbers.zero] }): Point3<T> => {
    return [x, y, coefficient];
  });
  return new Set(regularSubdivision(numbers, points).sources.map(([first]) => first!));
}

/** (exponents, coefficient) is under the upper hull of others when (it, 1) is in the cone of all (other, 1) and of "downwards". */
function undominated<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): Set<number> {
  const points = scaled(numbers, lift(f), 'a monomial').vectors.map((vector) => [...vector, 1n]);
  const down = points[0]?.map((_, axis, { length }) => (axis === length - 2 ? -1n : 0n)) ?? [];
  const left = new Map(points.entries());
  points.forEach((point, i) => {
    left.delete(i);
    if (!inCone(point, [...left.values(), down])) left.set(i, point);
  });
  return new Set(left.keys());
}
