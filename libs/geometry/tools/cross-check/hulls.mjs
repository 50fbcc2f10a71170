import { matrix, perlPoints, points, primitive, shown, sortedRows } from './canonical.mjs';
import { draws } from './draws.mjs';

/** Hulls of points, many of them on common lines and planes, and their normal fans. */
export function hullChecks(geometry) {
  const { floats, rationals, hull2d, hull3d, normalFan2d, normalFan3d, area, volume, fVector } = geometry;
  const { vectors } = draws(geometry, 'hulls');
  const cases = [vectors(12, 2, 3), vectors(60, 2, 1000), vectors(10, 3, 1), vectors(24, 3, 3), vectors(40, 3, 1000)];
  return cases.flatMap((given) => {
    const dimension = given[0].length;
    const common = {
      what: `${given.length} points in ${dimension} D`,
      program: 'polymake',
      modes: [rationals, floats],
    };
    const polytope = `my $p = new polytope::Polytope<Rational>(POINTS=>${perlPoints(given)});`;
    const hullOf = (numbers) => {
      const own = given.map((point) => point.map(numbers.of));
      return dimension === 2 ? hull2d(numbers, own).vertices : hull3d(numbers, own);
    };
    return [
      {
        ...common,
        topic: 'hulls in 2 and 3 D: vertices, volume, f-vector',
        ask: {
          application: 'polytope',
          code: `${polytope} print $p->VERTICES, "--\\n", $p->VOLUME, "\\n--\\n", $p->F_VECTOR;`,
        },
        read: (text) => {
          const [vertices, size, faces] = text.split('--\n');
          return [sortedRows(points(vertices)), size.trim(), matrix(faces)[0].join(' ')].join(' | ');
        },
        ours: (numbers) => {
          const hull = hullOf(numbers);
          const vertices = dimension === 2 ? hull : hull.vertices;
          const size = dimension === 2 ? area(numbers, hull) : volume(numbers, hull);
          const faces = dimension === 2 ? [hull.length, hull.length] : fVector(hull);
          const rows = sortedRows(vertices.map((vertex) => shown(geometry, numbers, vertex)));
          return [rows, shown(geometry, numbers, [size])[0], faces.join(' ')].join(' | ');
        },
      },
      {
        ...common,
        topic: 'normal fans in 2 and 3 D: rays',
        // polymake's point inwards.
        ask: { application: 'fan', code: `${polytope} print -(primitive(normal_fan($p)->RAYS));` },
        read: (text) => sortedRows(matrix(text)),
        ours: (numbers) => {
          const { rays } =
            dimension === 2 ? normalFan2d(numbers, hullOf(numbers)) : normalFan3d(numbers, hullOf(numbers));
          return sortedRows(rays.map((ray) => primitive(ray.map(numbers.toNumber))));
        },
      },
    ];
  });
}
