import { matrix, perl, points, sets, shown, sortedRows } from './canonical.mjs';
import { draws } from './draws.mjs';

/** Decision polygons, the hulls of one zonotope a class, and with biases the upper faces of the hull of lifted ones. */
export function decisionChecks(geometry) {
  const { floats, rationals } = geometry;
  const { vectors, vector } = draws(geometry, 'decisions');
  const cases = [
    [2, 3, 2],
    [2, 6, 2],
    [2, 12, 100],
    [3, 5, 2],
    [3, 8, 100],
    [4, 6, 3],
  ].map(([classes, units, size]) => ({
    hidden: { weights: vectors(units, 2, size), bias: vector(units, size) },
    output: { weights: vectors(classes, units, size), bias: vector(classes, size) },
  }));
  return cases.flatMap((network) => {
    const common = {
      what: `${network.output.weights.length} classes, ${network.hidden.weights.length} units`,
      program: 'polymake',
      modes: [rationals, floats],
    };
    return [
      {
        ...common,
        topic: 'decision polygons: vertices',
        ask: {
          application: 'polytope',
          code: `${hullOfClasses(
            network,
            (row) => row,
            () => [0, 0],
          )} print $p->VERTICES;`,
        },
        read: (text) => sortedRows(points(text)),
        ours: (numbers) => {
          const { vertices } = geometry.decisionPolygon(numbers, read(numbers, network));
          return sortedRows(vertices.map((vertex) => shown(geometry, numbers, vertex)));
        },
      },
      {
        ...common,
        topic: 'decision subdivisions with biases: cells',
        ask: {
          application: 'polytope',
          code:
            hullOfClasses(
              network,
              (row, j) => [...row, network.hidden.bias[j]],
              (i) => [0, 0, network.output.bias[i]],
            ) + 'print $p->VERTICES, "--\\n", $p->FACETS, "--\\n", $p->VERTICES_IN_FACETS;',
        },
        read: (text) => {
          const [vertices, facets, corners] = text.split('--\n');
          const places = points(vertices).map((place) => `(${place.join(' ')})`);
          // Their normals point inwards: those of upper faces down.
          const upper = matrix(facets).map((facet) => facet[3].startsWith('-'));
          const cells = sets(corners).filter((_, f) => upper[f]);
          return sortedRows(cells.map((cell) => cell.map((vertex) => places[vertex]).sort()));
        },
        ours: (numbers) => {
          const { vertices, cells } = geometry.decisionSubdivision(numbers, read(numbers, network));
          const places = vertices.map((vertex) => `(${shown(geometry, numbers, vertex).join(' ')})`);
          return sortedRows(cells.map((cell) => cell.map((vertex) => places[vertex]).sort()));
        },
      },
    ];
  });
}

/** Perl that makes $p: the hull of one zonotope a class, of generators w_ij times what a unit is, from a start. */
function hullOfClasses({ hidden, output }, unit, start) {
  const zonotopes = output.weights.map((row, i) => {
    const generators = hidden.weights.flatMap((weights, j) => {
      const others = output.weights.map((other) => Math.max(-other[j], 0));
      const weight = row[j] + others.reduce((sum, other) => sum + other);
      const generator = unit(weights, j).map((x) => weight * x);
      return generator.every((x) => x === 0) ? [] : [generator];
    });
    const from = start(i);
    const shift = perl([[0, ...from]]).slice(1, -1);
    if (generators.length === 0) return `new Polytope<Rational>(POINTS=>${perl([[1, ...from]])})`;
    const zonotope = `zonotope(new Matrix<Rational>(${perl(generators)}), rows_are_points=>0, centered=>0)->VERTICES`;
    return `new Polytope<Rational>(POINTS=>${zonotope} + repeat_row(new Vector<Rational>(${shift}), ${zonotope}->rows))`;
  });
  return `my $p = conv(${zonotopes.join(',')});`;
}

function read(numbers, { hidden, output }) {
  const layer = ({ weights, bias }) => ({
    weights: weights.map((row) => row.map(numbers.of)),
    bias: bias.map(numbers.of),
  });
  return { hidden: layer(hidden), output: layer(output) };
}
