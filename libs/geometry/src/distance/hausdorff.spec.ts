import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { dot, type Vector } from '../numbers/vector';
import { hull2d } from '../polytope/hull2d';
import { translate, type Polygon } from '../polytope/polygon';
import { support, zonotopeSupport } from '../polytope/support';
import { zonogon } from '../polytope/zonogon';
import { zonotopeVertices } from '../polytope/zonotope-vertices';
import { pointsOfPlane } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { hausdorff } from './hausdorff';
import { hausdorff2d } from './hausdorff2d';
import { hausdorffPair } from './hausdorff-pair';
import { nearestPoint } from './nearest-point';
import { sampledHausdorff, zonotopeHausdorffBound } from './zonotope-bounds';

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
const hexagon = zonogon(floats, [
  [1, 0],
  [0, 1],
  [1, 1],
]).vertices;
const large: Polygon = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

const polygons = pointsOfPlane(8)
  .filter((points) => points.length > 0)
  .map((points) => hull2d(floats, points).vertices);

describe.each(modes)('Hausdorff distances in %s', (_, { numbers, from, to, exact }) => {
  const table: [string, Polygon, Polygon, number][] = [
    ['a polygon and itself moved', hexagon, translate(floats, hexagon, [3, 4]), 25],
    ['the square and its triangle', square, triangle, 0.5],
    ['the hexagon and the square around it', hexagon, large, 0.5],
    ['a square and itself', square, square, 0],
    ['two points', [[0, 0]], [[1, 2]], 5],
    [
      'a point and a segment',
      [[0, 1]],
      [
        [0, 0],
        [2, 0],
      ],
      5,
    ],
    [
      'segments that cross',
      [
        [-1, 0],
        [1, 0],
      ],
      [
        [0, -2],
        [0, 2],
      ],
      4,
    ],
    [
      'a segment and a square',
      [
        [0, 0],
        [1, 1],
      ],
      square,
      0.5,
    ],
  ];

  test.each(table)('%s, by arcs and by vertices', (_, p, q, squared) => {
    for (const [a, b] of [
      [p, q],
      [q, p],
    ] as const) {
      expect(to(hausdorff2d(numbers, from(a), from(b)).squared)).toBeCloseTo(squared, 12);
      const pair = to(hausdorffPair(numbers, from(a), from(b)));
      if (exact) expect(pair.squared).toBe(squared);
      else expect(pair.squared).toBeCloseTo(squared, 12);
      expect(hausdorff(numbers, from(a), from(b))).toBeCloseTo(Math.sqrt(squared), 12);
    }
  });

  test('both ways agree, with a direction and a pair that have the distance', () => {
    fc.assert(
      fc.property(polygons, polygons, (p, q) => {
        const [byArcs, byVertices] = [hausdorff2d(numbers, from(p), from(q)), hausdorffPair(numbers, from(p), from(q))];
        expect(byArcs.distance).toBeCloseTo(byVertices.distance, 9);
        expect(hausdorff(numbers, from(p), from(q))).toBeCloseTo(byArcs.distance, 7);
        const [a, b] = [to(byVertices.from), to(byVertices.to)];
        expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(byArcs.distance, 9);
        const u = to(byArcs.direction);
        const reach = support(floats, p, u)!.value - support(floats, q, u)!.value;
        expect(Math.abs(reach)).toBeCloseTo(byArcs.distance * Math.hypot(...u), 7);
      }),
      { numRuns: 60 },
    );
  });

  test('it is a metric, and a translation is as long as its vector', () => {
    const d = (p: Polygon, q: Polygon) => hausdorff2d(numbers, from(p), from(q)).distance;
    fc.assert(
      fc.property(polygons, polygons, polygons, fc.tuple(fc.integer(), fc.integer()), (p, q, r, [x, y]) => {
        expect(d(p, p)).toBe(0);
        expect(d(p, q)).toBe(d(q, p));
        if (JSON.stringify(p) !== JSON.stringify(q)) expect(d(p, q)).toBeGreaterThan(0);
        expect(d(p, r)).toBeLessThanOrEqual(d(p, q) + d(q, r) + 1e-9);
        const v: Point = [(x % 8) + 0, (y % 8) + 0];
        expect(d(p, translate(floats, p, v))).toBeCloseTo(Math.hypot(...v), 9);
      }),
      { numRuns: 60 },
    );
  });

  test('in other norms', () => {
    expect(hausdorff(numbers, from(square), from(triangle), 'maximum')).toBeCloseTo(0.5, 12);
    expect(hausdorff(numbers, from(square), from(triangle), 'sum')).toBeCloseTo(1, 12);
    const moved = translate(floats, hexagon, [3, 4]);
    expect(hausdorff(numbers, from(hexagon), from(moved), 'maximum')).toBeCloseTo(4, 12);
    expect(hausdorff(numbers, from(hexagon), from(moved), 'sum')).toBeCloseTo(7, 12);
    const tiny = (polygon: Polygon) => polygon.map(([x, y]): Point => [x * 2 ** -60, y * 2 ** -60]);
    expect(hausdorff(numbers, from(tiny(hexagon)), from(tiny(moved)), 'sum') * 2 ** 60).toBeCloseTo(7, 12);
    expect(hausdorff(numbers, from(square), from(square), 'maximum')).toBe(0);
  });

  test('in four dimensions: a cube and its corner', () => {
    const cube = [
      ...zonotopeVertices(floats, [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
      ]),
    ].map(({ point }) => point);
    expect(hausdorff(numbers, from(cube), from([[0, 0, 0, 0]]))).toBe(2);
    const simplex = [
      [0, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ];
    // From (1, 1, 1, 1) to the facet where coordinates add up to 1: 3 / sqrt(4).
    expect(hausdorff(numbers, from(cube), from(simplex))).toBeCloseTo(1.5, 12);
  });

  test('nothing is at no distance', () => {
    expect(() => hausdorff2d(numbers, [], from(square))).toThrow(InputError);
    expect(() => hausdorffPair(numbers, from(square), [])).toThrow(InputError);
    expect(() => hausdorff(numbers, [], [])).toThrow(InputError);
  });

  test('the nearest point of a hull has it on the far side of a plane', () => {
    const vectors = fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        vectors,
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }),
        (points, target) => {
          const { point, squared } = to(nearestPoint(numbers, from(points), from(target)));
          const offset = point.map((x, i) => x - target[i]!);
          expect(dot(floats, offset, offset)).toBeCloseTo(squared, 9);
          for (const other of points) {
            const product = other.reduce((sum, x, i) => sum + (x - target[i]!) * offset[i]!, 0);
            expect(product).toBeGreaterThanOrEqual(squared - 1e-8);
          }
        },
      ),
    );
  });
});

test('the sampled bound is below the distance of zonotopes, that of their generators above', () => {
  const stream = randomStream(1, 'zonotopes');
  const generators = () => Array.from({ length: 6 }, (): Vector => [stream.normal(), stream.normal(), stream.normal()]);
  const [g, h] = [generators(), generators()];
  const [p, q] = [g, h].map((each) => [...zonotopeVertices(floats, each)].map(({ point }) => point));
  const exact = hausdorff(floats, p!, q!);
  const of = (each: Vector[]) => (u: Vector) => zonotopeSupport(floats, each, [0, 0, 0], u);
  const low = sampledHausdorff(of(g), of(h), { dimension: 3, directions: 2000, stream });
  expect(low).toBeLessThanOrEqual(exact);
  expect(low).toBeGreaterThan(0.95 * exact);
  const high = zonotopeHausdorffBound(g, h);
  expect(high).toBeGreaterThanOrEqual(exact);
  expect(high).toBeLessThanOrEqual(g.reduce((sum, a, i) => sum + Math.hypot(...a.map((x, k) => x - h[i]![k]!)), 0));
  expect(zonotopeHausdorffBound([[3, 4]], [[0, 0]])).toBe(5);
  expect(() => zonotopeHausdorffBound(g, g.slice(1))).toThrow(InputError);
  expect(() => sampledHausdorff(of(g), of(h), { dimension: 3, directions: 0, stream })).toThrow(InputError);
});

test('coordinates that are no numbers are refused', () => {
  expect(() => hausdorff(floats, [[NaN]], [[1]])).toThrow(InputError);
  expect(() => hausdorff2d(floats, [[NaN, 0]], square)).toThrow(InputError);
  expect(() => hausdorffPair(floats, square, [[0, Infinity]])).toThrow(InputError);
});
