import fc from 'fast-check';
import { Raster } from './raster';

const size = 12;
const inner = fc.double({ min: 0, max: size, noNaN: true });

function fill(points: readonly (readonly [number, number])[]): Float64Array {
  const raster = new Raster(size);
  points.forEach(([x, y], i) => {
    const [x0, y0] = points.at(i - 1)!;
    raster.edge(x0, y0, x, y);
  });
  const out = new Float64Array(size * size);
  for (let row = 0; row < size; row++) raster.coverage(row, out, row * size);
  return out;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

test('the coverage of a triangle sums to its area', () => {
  fc.assert(
    fc.property(fc.tuple(inner, inner), fc.tuple(inner, inner), fc.tuple(inner, inner), (a, b, c) => {
      const area = ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
      // y points down: a positive winding has negative shoelace area.
      const filled = area < 0 ? fill([a, b, c]) : fill([a, c, b]);
      expect(sum(filled)).toBeCloseTo(Math.abs(area), 9);
    }),
    { numRuns: 500 },
  );
});

test('a box on whole pixels is filled exactly, a half pixel by half', () => {
  const filled = fill([
    [2, 3],
    [2, 5],
    [4.5, 5],
    [4.5, 3],
  ]);
  expect([...filled.subarray(3 * size, 3 * size + 6)]).toEqual([0, 0, 1, 1, 0.5, 0]);
  expect(sum(filled)).toBe(5);
});

test('what lies outside is cut off', () => {
  const filled = fill([
    [-5, -5],
    [-5, 20],
    [6, 20],
    [6, -5],
  ]);
  expect(sum(filled)).toBe(6 * size);
});
