import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import type { Vector } from '../numbers/vector';
import { extremePoints } from '../polytope/extreme-points';
import { hull2d, type Hull2d } from '../polytope/hull2d';
import type { TropicalPolynomial } from './polynomial';

/** The Newton polygon of a polynomial in two variables: the hull of its exponents, which knows the monomials at its vertices. */
export function newtonPolygon<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): Hull2d<T> {
  return hull2d(
    numbers,
    f.monomials.map(({ exponents: [x, y] }): Point<T> => [x!, y!]),
  );
}

/** The vertices of the Newton polytope, the hull of all exponents, as indices of monomials. */
export function newtonPolytope<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): number[] {
  return extremePoints(
    numbers,
    f.monomials.map(({ exponents }) => exponents),
  );
}

/** The vertices of the lifted Newton polytope, the hull of all (exponents, coefficient), as indices of monomials. */
export function liftedNewtonPolytope<T>(numbers: Numbers<T>, f: TropicalPolynomial<T>): number[] {
  return extremePoints(numbers, lift(f));
}

/** Exponents and, last, the coefficient. */
export function lift<T>(f: TropicalPolynomial<T>): Vector<T>[] {
  return f.monomials.map(({ coefficient, exponents }) => [...exponents, coefficient]);
}
