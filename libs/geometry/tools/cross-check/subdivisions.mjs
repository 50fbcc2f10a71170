import { perl, perlPoints, sets, sortedRows } from './canonical.mjs';
import { different, draws } from './draws.mjs';

/** Regular subdivisions of points of the plane: which points are on each cell. polymake takes the lower faces, we the upper ones. */
export function subdivisionChecks(geometry) {
  const { floats, rationals } = geometry;
  const { vectors, whole } = draws(geometry, 'subdivisions');
  const cases = [
    [6, 1, 2],
    [10, 2, 1],
    [15, 2, 3],
    [25, 4, 2],
    [25, 9, 1000],
    [40, 1000, 1000000],
  ].map(([count, size, height]) => {
    const points = different(vectors(count, 2, size));
    return { points, heights: points.map(() => whole(-height, height)) };
  });
  return cases.map(({ points, heights }) => ({
    topic: 'regular subdivisions of points of the plane: cells',
    what: `${points.length} points`,
    program: 'polymake',
    modes: [rationals, floats],
    ask: {
      application: 'fan',
      code:
        `my $s = new SubdivisionOfPoints(POINTS=>${perlPoints(points)}, WEIGHTS=>${perl([heights.map((h) => -h)]).slice(1, -1)});` +
        'print $s->MAXIMAL_CELLS;',
    },
    read: (text) => sortedRows(sets(text)),
    ours: (numbers) => sortedRows(pointsOnCells(geometry, numbers, points, heights)),
  }));
}

function pointsOnCells({ regularSubdivision }, numbers, points, heights) {
  const { add, subtract, multiply, sign } = numbers;
  const lifted = points.map(([x, y], i) => [x, y, heights[i]].map(numbers.of));
  const { cells, normals, vertices } = regularSubdivision(numbers, lifted);
  return cells.map(([corner], c) => {
    const above = (point) =>
      point.map((x, axis) => multiply(normals[c][axis], subtract(x, vertices[corner][axis]))).reduce(add);
    return lifted.flatMap((point, i) => (sign(above(point)) === 0 ? [i] : []));
  });
}
