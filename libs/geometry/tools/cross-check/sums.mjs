import { perlPoints, points, primitive, shown, sortedRows } from './canonical.mjs';
import { different, draws } from './draws.mjs';
import { section } from './gfan.mjs';
import { gfanPolynomial, gfanRing } from './gfan-text.mjs';

/** Minkowski sums of hulls of points: their vertices, and from gfan the rays of their normal fans. */
export function sumChecks(geometry) {
  const { floats, rationals } = geometry;
  const { vectors, whole } = draws(geometry, 'sums');
  const cases = [
    [2, 4, 1],
    [2, 8, 4],
    [2, 30, 1000],
    [3, 5, 1],
    [3, 9, 4],
    [4, 5, 1],
    [4, 7, 3],
  ].map(([dimension, count, size]) => [vectors(count, dimension, size), vectors(count, dimension, size)]);
  const exponents = (dimension) =>
    different(Array.from({ length: 6 }, () => Array.from({ length: dimension }, () => whole(0, 4))));
  const asked = [2, 2, 2, 3, 3].map((dimension) => [exponents(dimension), exponents(dimension)]);
  return [
    ...cases.map(([p, q]) => ({
      topic: 'Minkowski sums in 2-4 D: vertices',
      what: `two of ${p.length} points in ${p[0].length} D`,
      program: 'polymake',
      modes: [rationals, floats],
      ask: {
        application: 'polytope',
        code:
          `my $p = new Polytope<Rational>(POINTS=>${perlPoints(p)}); my $q = new Polytope<Rational>(POINTS=>${perlPoints(q)});` +
          'print minkowski_sum($p, $q)->VERTICES;',
      },
      read: (text) => sortedRows(points(text)),
      ours: (numbers) => {
        const sum = sumOf(geometry, numbers, p, q);
        return sortedRows(sum.map((vertex) => shown(geometry, numbers, vertex)));
      },
    })),
    ...asked.map(([p, q]) => ({
      topic: 'Minkowski sums of Newton polytopes in 2 and 3 D: rays of the normal fan',
      what: `two of ${p.length} monomials in ${p[0].length} variables`,
      program: 'gfan',
      modes: [rationals, floats],
      ask: {
        command: 'gfan_minkowskisum',
        input: `${gfanRing(p[0].length)}(${gfanPolynomial(p)},${gfanPolynomial(q)})\n`,
      },
      read: (text) => sortedRows(section(text, 'RAYS').map((line) => line.split(' '))),
      ours: (numbers) => {
        const sum = sumOf(geometry, numbers, p, q);
        const rays = p[0].length === 2 ? geometry.outerNormals(numbers, sum) : faceNormals(geometry, numbers, sum);
        return sortedRows(rays.map((ray) => primitive(ray.map(numbers.toNumber))));
      },
    })),
  ];
}

function sumOf({ hull2d, minkowskiSum, minkowskiSum2d }, numbers, ...given) {
  const [p, q] = given.map((points) => points.map((point) => point.map(numbers.of)));
  if (p[0].length > 2) return minkowskiSum(numbers, p, q);
  return minkowskiSum2d(numbers, hull2d(numbers, p).vertices, hull2d(numbers, q).vertices);
}

function faceNormals({ hull3d, faceNormals }, numbers, points) {
  return faceNormals(numbers, hull3d(numbers, points));
}
