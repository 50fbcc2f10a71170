import { matrix, primitive, sets, shown, sortedRows } from './canonical.mjs';
import { different, draws } from './draws.mjs';
import { section } from './gfan.mjs';
import { gfanPolynomial, gfanRing } from './gfan-text.mjs';

/** Tropical curves: their segments and rays with weights; without coefficients, of gfan, rays with weights. */
export function curveChecks(geometry) {
  const { floats, rationals, rational, showRational } = geometry;
  const { whole } = draws(geometry, 'curves');
  const random = (count, size, height) => {
    const corners = [
      [0, 0],
      [size, 0],
      [0, size],
    ];
    const inner = Array.from({ length: count }, () => [whole(0, size), whole(0, size)]);
    return different([...corners, ...inner]).map((exponents) => ({ exponents, coefficient: whole(-height, height) }));
  };
  const conic = [
    [2, 0, 1],
    [0, 2, 1],
    [1, 1, 2],
    [1, 0, 2],
    [0, 1, 2],
    [0, 0, 2],
  ].map(([x, y, coefficient]) => ({ exponents: [x, y], coefficient }));
  const cases = [conic, random(3, 2, 2), random(6, 3, 3), random(9, 4, 4), random(12, 5, 30), random(20, 8, 200)];
  const minus = ([x, y, z]) => [x, y].map((each) => showRational(rationals.subtract(rational(each), rational(z))));
  return [
    ...cases.map((monomials) => ({
      topic: 'tropical curves: segments, rays and weights',
      what: `${monomials.length} monomials`,
      program: 'polymake',
      modes: [rationals, floats],
      ask: {
        application: 'tropical',
        code:
          `my $h = new Hypersurface<Max>(POLYNOMIAL=>toTropicalPolynomial("${homogeneous(monomials)}"));` +
          'print $h->VERTICES, "--\\n", $h->MAXIMAL_POLYTOPES, "--\\n", $h->WEIGHTS;',
      },
      read: (text) => {
        const [vertices, pieces, weights] = text.split('--\n');
        const rows = matrix(vertices).map(([leading, ...rest]) => ({ far: leading === '0', place: minus(rest) }));
        const weight = matrix(weights)[0];
        return sortedRows(
          sets(pieces).map((ends, i) =>
            theirPiece(
              ends.map((end) => rows[end]),
              weight[i],
            ),
          ),
        );
      },
      ours: (numbers) => sortedRows(ourPieces(geometry, numbers, monomials)),
    })),
    ...cases.map((monomials) => ({
      topic: 'tropical curves of constant coefficients: rays and weights',
      what: `${monomials.length} monomials`,
      program: 'gfan',
      modes: [rationals, floats],
      ask: {
        command: 'gfan_tropicalhypersurface',
        input: `${gfanRing(2)}{${gfanPolynomial(monomials.map(({ exponents }) => exponents))}}\n`,
      },
      read: (text) => {
        const rays = section(text, 'RAYS');
        const cones = sets(section(text, 'MAXIMAL_CONES').join('\n'));
        const weights = section(text, 'MULTIPLICITIES');
        return sortedRows(cones.map(([ray], i) => [rays[ray], weights[i]]));
      },
      ours: (numbers) => {
        const { rays } = curveOf(
          geometry,
          numbers,
          monomials.map((monomial) => ({ ...monomial, coefficient: 0 })),
        );
        return sortedRows(rays.map(({ direction, weight }) => [...primitive(direction.map(numbers.toNumber)), weight]));
      },
    })),
  ];
}

/** polymake wants all monomials of one degree: what they lack is a power of z, which is 0. */
function homogeneous(monomials) {
  const degree = Math.max(...monomials.map(({ exponents: [x, y] }) => x + y));
  const written = monomials.map(({ exponents: [x, y], coefficient }) => {
    return `${coefficient}+${x}*x+${y}*y+${degree - x - y}*z`.replaceAll('+-', '-');
  });
  return `max(${written.join(',')})`;
}

function theirPiece(ends, weight) {
  const [at, far] = [ends.filter(({ far }) => !far), ends.filter(({ far }) => far)];
  const directions = far.map(({ place }) => primitive(place).join(' '));
  return [...at.map(({ place }) => `(${place.join(' ')})`).sort(), ...directions, `weight ${weight}`];
}

function curveOf({ dualSubdivision, hypersurface, tropicalPolynomial }, numbers, monomials) {
  const given = monomials.map(({ coefficient, exponents }) => {
    return { coefficient: numbers.of(coefficient), exponents: exponents.map(numbers.of) };
  });
  return hypersurface(numbers, dualSubdivision(numbers, tropicalPolynomial(numbers, 2, given)));
}

function ourPieces(geometry, numbers, monomials) {
  const { vertices, segments, rays } = curveOf(geometry, numbers, monomials);
  const at = (vertex) => `(${shown(geometry, numbers, vertices[vertex].point).join(' ')})`;
  return [
    ...segments.map(({ ends, weight }) => [...ends.map(at).sort(), `weight ${weight}`]),
    ...rays.map(({ from, direction, weight }) => {
      return [at(from), primitive(direction.map(numbers.toNumber)).join(' '), `weight ${weight}`];
    }),
  ];
}
