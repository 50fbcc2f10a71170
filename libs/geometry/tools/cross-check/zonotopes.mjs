import { matrix, perl, points, shown, sortedRows } from './canonical.mjs';
import { draws } from './draws.mjs';

/** Zonotopes: vertices, volumes, and numbers of faces in the plane and in space. */
export function zonotopeChecks(geometry) {
  const { floats, rationals } = geometry;
  const { vectors } = draws(geometry, 'zonotopes');
  const cases = [
    [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    [
      [2, 1],
      [1, 3],
      [-1, 2],
      [3, -1],
    ],
    [
      [2, 1],
      [4, 2],
      [-1, -3],
      [1, 3],
    ],
    [
      ['1/3', '2/7'],
      ['-5/2', 1],
      [0, '1/9'],
    ],
    vectors(12, 2, 3),
    vectors(40, 2, 1000),
    [
      [1, 1, 1],
      [1, 1, -1],
      [1, -1, 1],
      [-1, 1, 1],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 2, 3],
      [1, -1, 2],
    ],
    [
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
      [1, -1, 0],
      [0, 0, 1],
    ],
    [
      ['1/2', 0, '1/3'],
      ['-1/7', 1, 0],
      [1, 1, 1],
      [2, 0, '1/5'],
    ],
    vectors(8, 3, 1),
    vectors(14, 3, 1000),
    [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ],
    vectors(7, 4, 1),
    vectors(8, 4, 1000),
  ];
  return cases.flatMap((generators) => {
    const dimension = generators[0].length;
    const faces = dimension < 4;
    const fractions = generators.flat().some((value) => typeof value === 'string');
    const common = {
      what: `${generators.length} generators in ${dimension} D`,
      program: 'polymake',
      modes: fractions ? [rationals] : [rationals, floats],
    };
    const zonotope = `my $z = zonotope(new Matrix<Rational>(${perl(generators)}), rows_are_points=>0, centered=>0);`;
    const given = (numbers) => generators.map((row) => row.map((value) => numbers.read(String(value))));
    return [
      {
        ...common,
        topic: `zonotopes in ${dimension} D: vertices, volume${faces ? ', f-vector' : ''}`,
        ask: {
          application: 'polytope',
          code: `${zonotope} print $z->VERTICES, "--\\n", $z->VOLUME${faces ? ', "\\n--\\n", $z->F_VECTOR' : ''};`,
        },
        read: (text) => {
          const [vertices, volume, fVector] = text.split('--\n');
          const rest = faces ? [volume.trim(), matrix(fVector)[0].join(' ')] : [volume.trim()];
          return [sortedRows(points(vertices)), ...rest].join(' | ');
        },
        ours: (numbers) => ourZonotope(geometry, numbers, given(numbers)),
      },
      {
        ...common,
        topic: 'zonotopes by reverse search, 2-4 D: vertices',
        ask: { application: 'polytope', code: `${zonotope} print $z->VERTICES;` },
        read: (text) => sortedRows(points(text)),
        ours: (numbers) => sortedRows(searched(geometry, numbers, given(numbers))),
      },
    ];
  });
}

function searched(geometry, numbers, generators) {
  const vertices = [...geometry.zonotopeVertices(numbers, generators)];
  return vertices.map(({ point }) => shown(geometry, numbers, point));
}

function ourZonotope(geometry, numbers, generators) {
  const { zonogon, zonotope3d, zonotopeVolume, area, volume, fVector } = geometry;
  const rows = (vertices) => sortedRows(vertices.map((vertex) => shown(geometry, numbers, vertex)));
  const show = (value) => shown(geometry, numbers, [value])[0];
  if (generators[0].length === 2) {
    const { vertices } = zonogon(numbers, generators);
    return [rows(vertices), show(area(numbers, vertices)), `${vertices.length} ${vertices.length}`].join(' | ');
  }
  if (generators[0].length === 3) {
    const zonotope = zonotope3d(numbers, generators);
    return [rows(zonotope.vertices), show(volume(numbers, zonotope)), fVector(zonotope).join(' ')].join(' | ');
  }
  return [sortedRows(searched(geometry, numbers, generators)), show(zonotopeVolume(numbers, generators))].join(' | ');
}
