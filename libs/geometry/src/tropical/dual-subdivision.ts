import { InputError } from '@tombola/shared';
import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import type { TropicalPolynomial } from './polynomial';
import { regularSubdivision, type RegularSubdivision } from './regular-subdivision';

/**
 * The dual subdivision of a polynomial in two variables: the Newton polygon cut by the upper faces of the lifted one. A vertex is a
 * linear region, an edge a border between two, a cell a point where regions meet. `sources` are the monomials, one a vertex; those
 * that are at none are redundant.
 *
 * @throws {InputError} for another number of variables.
 */
export function dualSubdivision<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): RegularSubdivision<T> {
  if (f.dimension !== 2) {
    throw new InputError({
      what: 'this polynomial has no dual subdivision of a polygon',
      value: `${f.dimension} variables`,
      expected: '2 variables',
      mend: 'Restrict it to a plane.',
    });
  }
  return regularSubdivision(
    numbers,
    f.monomials.map(({ coefficient, exponents: [x, y] }): Point3<T> => [x!, y!, coefficient]),
  );
}
