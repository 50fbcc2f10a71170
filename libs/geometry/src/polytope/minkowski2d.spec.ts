import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { modes } from '../testing/modes';
import { fromLeast } from '../testing/rotation';
import { hull2d } from './hull2d';
import { minkowskiSum } from './minkowski';
import { minkowskiSum2d, mixedArea } from './minkowski2d';
import { normalFan2d } from './normal-fan2d';
import { area, centroid, contains, dilate, meanWidth, parallelArea, translate, type Polygon } from './polygon';
import { zonogon } from './zonogon';

const square: Polygon = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const triangle: Polygon = [
  [0, 0],
  [1, 0],
  [0, 1],
];
const small = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
  minLength: 1,
  maxLength: 7,
});

describe.each(modes)('sums of polygons in %s', (_, { numbers, from, to }) => {
  const hexagon = zonogon(
    numbers,
    from([
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const),
  ).vertices;

  test('the square and its triangle: area of the sum 7/2, mixed area 1', () => {
    const sum = minkowskiSum2d(numbers, from(square), from(triangle));
    expect(fromLeast(to(sum))).toEqual([
      [0, 0],
      [2, 0],
      [2, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(to(area(numbers, sum))).toBe(3.5);
    expect(to(mixedArea(numbers, from(square), from(triangle)))).toBe(1);
  });

  test('the hexagon and a triangle twice as large: area of the sum 13, mixed area 4', () => {
    const large = dilate(numbers, from(triangle), from(2));
    expect(to(area(numbers, minkowskiSum2d(numbers, hexagon, large)))).toBe(13);
    expect(to(mixedArea(numbers, hexagon, large))).toBe(4);
    // x^2 + y^2 + 1 and x y + 1 have four common zeros, twice the mixed area of their Newton polygons.
    expect(
      to(
        mixedArea(
          numbers,
          large,
          from([
            [0, 0],
            [1, 1],
          ] as const),
        ),
      ),
    ).toBe(2);
  });

  test('the mixed area of two segments is half their determinant', () => {
    expect(
      to(
        mixedArea(
          numbers,
          from([
            [0, 0],
            [2, 1],
          ] as const),
          from([
            [0, 0],
            [1, 3],
          ] as const),
        ),
      ),
    ).toBe(2.5);
  });

  test('the sum by edges is the hull of all pairs', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [p, q] = [from(a), from(b)].map((points) => hull2d(numbers, points).vertices) as [Polygon, Polygon];
        const byEdges = to(minkowskiSum2d(numbers, p, q));
        const byPairs = hull2d(numbers, minkowskiSum(numbers, p, q) as Point[]).vertices;
        expect(fromLeast(byEdges)).toEqual(fromLeast(to(byPairs)));
      }),
    );
  });

  test('Steiner: the square and a disc, and a polygon of many corners', () => {
    expect(parallelArea(numbers, from(square), 2)).toBeCloseTo(1 + 4 * 2 + 4 * Math.PI, 12);
    expect(meanWidth(numbers, from(square))).toBeCloseTo(4 / Math.PI, 12);
    const disc = Array.from({ length: 500 }, (_, k): Point => [
      2 * Math.cos((Math.PI * k) / 250),
      2 * Math.sin((Math.PI * k) / 250),
    ]);
    const sum = area(floats, minkowskiSum2d(floats, square, disc));
    expect(sum).toBeLessThan(parallelArea(floats, square, 2));
    expect(sum).toBeGreaterThan(parallelArea(floats, square, 2) - 0.01);
  });

  test('a point moves, and the sum with nothing is nothing', () => {
    expect(to(minkowskiSum2d(numbers, from(square), from([[2, 3]] as const)))).toEqual(
      to(translate(numbers, from(square), from([2, 3] as const))),
    );
    expect(minkowskiSum2d(numbers, from(square), [])).toEqual([]);
  });

  test('a centroid is that of the area; of a segment its middle; of nothing there is none', () => {
    expect(
      to(
        centroid(
          numbers,
          from([
            [0, 0],
            [3, 0],
            [0, 3],
          ] as const),
        ),
      ),
    ).toEqual([1, 1]);
    expect(
      to(
        centroid(
          numbers,
          from([
            [0, 0],
            [3, 1],
          ] as const),
        ),
      ),
    ).toEqual([1.5, 0.5]);
    expect(centroid(numbers, [])).toBeUndefined();
  });

  test('a polygon contains its boundary, a segment its points only', () => {
    const inside = (polygon: Polygon, point: Point) => contains(numbers, from(polygon), from(point));
    expect([inside(square, [1, 0.5]), inside(square, [1.25, 0.5])]).toEqual([true, false]);
    const segment: Polygon = [
      [0, 0],
      [2, 2],
    ];
    expect([inside(segment, [1, 1]), inside(segment, [3, 3]), inside(segment, [1, 0])]).toEqual([true, false, false]);
    expect([inside([[1, 1]], [1, 1]), inside([[1, 1]], [1, 2]), inside([], [0, 0])]).toEqual([true, false, false]);
  });

  test('the normal fan of the hexagon has six rays and six cones', () => {
    const { rays, cones } = normalFan2d(numbers, hexagon);
    expect(to(rays)).toEqual(
      [
        [0, -1],
        [1, -1],
        [1, 0],
        [0, 1],
        [-1, 1],
        [-1, 0],
      ].map(([x, y]) => [x! + 0, y! + 0]),
    );
    expect(cones).toEqual([
      [5, 0],
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
  });

  test('a segment has two half planes, a point the whole plane', () => {
    expect(
      normalFan2d(
        numbers,
        from([
          [0, 0],
          [1, 0],
        ] as const),
      ).cones,
    ).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(normalFan2d(numbers, from([[5, 5]] as const))).toEqual({ rays: [], cones: [[]] });
  });
});
