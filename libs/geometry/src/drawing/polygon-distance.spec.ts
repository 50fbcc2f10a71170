import type { Polygon } from '../polytope/polygon';
import { drawPolygonDistance } from './polygon-distance';
import { svgDocument } from './drawing';

/** Perimeter 8 and 8, centroids (1, 1) and (0, 0). */
const square: Polygon = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];
const segment: Polygon = [
  [-2, 0],
  [2, 0],
];

test('both polygons are brought to one place and size, and the farthest points are marked', () => {
  // At perimeter 1 the square is +-1/8 and the segment +-1/4 along x: they are 1/8 apart.
  const drawing = drawPolygonDistance(square, segment, { names: ['before', '<after>'] });
  const { body } = drawing;
  expect(body.match(/class="polygon"/g)).toHaveLength(2);
  expect(body).toContain('farthest points, 0.125 apart');
  expect(body).toContain('&lt;after&gt;');
  expect(drawing.description).toContain('Hausdorff distance 0.125');
  const marks = [...body.matchAll(/class="mark" cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  const outline = /class="edge class-0" d="M([^"]*)Z"/
    .exec(body)![1]!
    .split('L')
    .map((point) => Number(point.split(' ')[0]));
  const side = Math.max(...outline) - Math.min(...outline);
  const [one, other] = marks as [[number, number], [number, number]];
  expect(Math.hypot(one[0] - other[0], one[1] - other[1])).toBeCloseTo(side / 2, 1);
  expect(svgDocument(drawPolygonDistance(square, segment, { names: ['before', '<after>'] }))).toBe(
    svgDocument(drawing),
  );
});

test('polygons that differ in place and size only have no farthest points', () => {
  const other = square.map(([x, y]) => [4 * x - 1, 4 * y + 5] as const);
  expect(drawPolygonDistance(square, other).body).not.toMatch(/class="mark"|farthest/);
  expect(drawPolygonDistance([[1, 2]], [[3, 4]]).body).not.toMatch(/class="mark"|NaN/);
});
