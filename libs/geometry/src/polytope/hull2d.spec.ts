import fc from 'fast-check';
import { floats } from '../numbers/floats';
import { pointsOfPlane } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { hull2d } from './hull2d';
import { contains } from './polygon';

describe.each(modes)('hulls of the plane in %s', (_, { numbers, from, to }) => {
  const hullOf = (points: readonly (readonly [number, number])[]) => {
    const { vertices, sources } = hull2d(numbers, from(points));
    return { vertices: to(vertices), sources };
  };

  test('points within edges and inside are no vertices, equal points share one', () => {
    const points = [
      [0, 0],
      [2, 0],
      [1, 0],
      [2, 2],
      [1, 1],
      [0, 2],
      [2, 0],
      [0, 1],
    ] as const;
    expect(hullOf(points)).toEqual({
      vertices: [
        [0, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ],
      sources: [[0], [1, 6], [3], [5]],
    });
  });

  test('points of a line make a segment, equal points a point, none the empty set', () => {
    expect(
      hullOf([
        [1, 1],
        [3, 3],
        [2, 2],
        [0, 0],
      ]).vertices,
    ).toEqual([
      [0, 0],
      [3, 3],
    ]);
    expect(
      hullOf([
        [1, 2],
        [1, 2],
      ]),
    ).toEqual({ vertices: [[1, 2]], sources: [[0, 1]] });
    expect(hullOf([])).toEqual({ vertices: [], sources: [] });
  });
});

test('a hull has all points in it, turns left at every vertex and has only given points', () => {
  fc.assert(
    fc.property(pointsOfPlane(12), (points) => {
      const { vertices, sources } = hull2d(floats, points);
      expect(points.every((point) => contains(floats, vertices, point))).toBe(true);
      const n = vertices.length;
      vertices.forEach((vertex, k) => {
        expect(points[sources[k]![0]!]).toBe(vertex);
        if (n > 2) expect(floats.turn(vertices[(k + n - 1) % n]!, vertex, vertices[(k + 1) % n]!)).toBeGreaterThan(0);
      });
    }),
  );
});

test('points that are no numbers are refused', () => {
  expect(() => hull2d(floats, [[0, NaN]])).toThrow('a coordinate of a point is not a finite number (got "NaN")');
});

test('a point that is off an edge by less than rounding sees is a vertex', () => {
  const { vertices } = hull2d(floats, [
    [0, 0],
    [0.1 * 3, 0.1],
    [3, 1],
    [1, 1],
  ]);
  // 0.1 * 3 is more than three times the float 0.1: the point is to the right of the line.
  expect(vertices).toEqual([
    [0, 0],
    [0.1 * 3, 0.1],
    [3, 1],
    [1, 1],
  ]);
});
