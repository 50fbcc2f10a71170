import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { pointsOfPlane } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { fromLeast } from '../testing/rotation';
import { hull2d } from './hull2d';
import { area, perimeter } from './polygon';
import { support, zonotopeSupport } from './support';
import { generatorsAt, zonogon } from './zonogon';
import { zonotopeVolume } from './zonotope-volume';

const table: [name: string, generators: Point[], vertices: Point[], area: number, perimeter: number][] = [
  [
    'the square',
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
    1,
    4,
  ],
  [
    'the hexagon',
    [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    [
      [0, 0],
      [1, 0],
      [2, 1],
      [2, 2],
      [1, 2],
      [0, 1],
    ],
    3,
    6.828427125,
  ],
  [
    'four generators',
    [
      [2, 1],
      [1, 3],
      [-1, 2],
      [3, -1],
    ],
    [
      [-1, 2],
      [0, 0],
      [3, -1],
      [5, 0],
      [6, 3],
      [5, 5],
      [2, 6],
      [0, 5],
    ],
    35,
    21.593382591,
  ],
  [
    'three generators',
    [
      [2, 1],
      [1, 3],
      [-1, 2],
    ],
    [
      [-1, 2],
      [0, 0],
      [2, 1],
      [3, 4],
      [2, 6],
      [0, 5],
    ],
    15,
    15.26882723,
  ],
  [
    'parallel and zero ones',
    [
      [2, 1],
      [4, 2],
      [1, 3],
      [0, 0],
    ],
    [
      [0, 0],
      [6, 3],
      [7, 6],
      [1, 3],
    ],
    15,
    19.740963,
  ],
  [
    'one generator',
    [[3, -1]],
    [
      [0, 0],
      [3, -1],
    ],
    0,
    6.324555,
  ],
  ['no generator', [], [[0, 0]], 0, 0],
  [
    'zero generators',
    [
      [0, 0],
      [0, 0],
    ],
    [[0, 0]],
    0,
    0,
  ],
  [
    'opposite ones',
    [
      [1, 2],
      [-1, -2],
    ],
    [
      [-1, -2],
      [1, 2],
    ],
    0,
    8.94427191,
  ],
];

describe.each(modes)('zonogons in %s', (_, { numbers, from, to }) => {
  test.each(table)('%s', (_, generators, vertices, expectedArea, expectedPerimeter) => {
    const polygon = zonogon(numbers, from(generators)).vertices;
    expect(fromLeast(to(polygon))).toEqual(fromLeast(vertices));
    expect(to(area(numbers, polygon))).toBe(expectedArea);
    expect(perimeter(numbers, polygon)).toBeCloseTo(expectedPerimeter, 6);
  });

  test('a start moves it', () => {
    expect(
      to(
        zonogon(
          numbers,
          from([
            [1, 0],
            [0, 1],
          ] as const),
          from([5, 6] as const),
        ).vertices,
      ),
    ).toEqual([
      [5, 6],
      [6, 6],
      [6, 7],
      [5, 7],
    ]);
  });

  test('the area is the sum of all determinants, twice as many vertices as directions, symmetric about the centre', () => {
    fc.assert(
      fc.property(pointsOfPlane(9), (points) => {
        const generators = from(points);
        const { vertices, directions } = zonogon(numbers, generators);
        const m = directions.count;
        expect(vertices.length).toBe(m === 0 ? 1 : 2 * m);
        const [own, sum] = [to(area(numbers, vertices)), to(zonotopeVolume(numbers, generators))];
        expect(own).toBeCloseTo(sum, 9);
        const total = points.reduce(([x, y], [dx, dy]) => [x + dx, y + dy], [0, 0]);
        to(vertices).forEach((vertex, k) => {
          const opposite = to(vertices)[(k + m) % vertices.length]!;
          expect(vertex[0] + opposite[0]).toBeCloseTo(total[0], 9);
          expect(vertex[1] + opposite[1]).toBeCloseTo(total[1], 9);
        });
      }),
    );
  });

  test('it is the hull of all sums of generators', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), { maxLength: 6 }),
        (g) => {
          const sums = g.reduce<Point[]>(
            (all, [dx, dy]) =>
              all.flatMap(([x, y]) => [
                [x, y],
                [x + dx, y + dy],
              ]),
            [[0, 0]],
          );
          expect(fromLeast(to(zonogon(numbers, from(g)).vertices))).toEqual(fromLeast(hull2d(floats, sums).vertices));
        },
      ),
    );
  });
});

test('a generator or a start that is no number is refused', () => {
  expect(() => zonogon(floats, [[NaN, 0]])).toThrow(InputError);
  expect(() => zonogon(floats, [], [Infinity, 0])).toThrow(InputError);
});

test('a vertex is the sum of the generators it names, and the highest where it says', () => {
  fc.assert(
    fc.property(pointsOfPlane(8), pointsOfPlane(1), (generators, direction) => {
      const { vertices, directions } = zonogon(floats, generators);
      vertices.forEach((vertex, k) => {
        const on = generatorsAt(directions, k);
        const sum = generators.reduce(([x, y], [dx, dy], i) => (on[i] ? [x + dx, y + dy] : [x, y]), [0, 0]);
        expect(vertex[0]).toBeCloseTo(sum[0], 9);
        expect(vertex[1]).toBeCloseTo(sum[1], 9);
      });
      const [u = [1, 2]] = direction;
      expect(support(floats, vertices, u)!.value).toBeCloseTo(zonotopeSupport(floats, generators, [0, 0], u), 9);
    }),
  );
});

test('generic generators have twice as many vertices as there are, a hundred thousand too', () => {
  const stream = randomStream(1, 'generators');
  const generators = Array.from({ length: 100_000 }, (): Point => [stream.normal(), stream.normal()]);
  for (let n = 1; n <= 12; n++) expect(zonogon(floats, generators.slice(0, n)).vertices.length).toBe(2 * n);
  const { vertices } = zonogon(floats, generators);
  expect(vertices.length).toBe(200_000);
  const total = generators.reduce((sum, [x, y]) => sum + 2 * Math.hypot(x, y), 0);
  expect(perimeter(floats, vertices) / total).toBeCloseTo(1, 12);
});

test('directions nearer than floats tell apart are in their true order', () => {
  const u = 2 ** -52;
  // By angle: the second, the first, the third; their slopes are the same float.
  const generators: Point[] = [
    [1 + u, 1],
    [1 + 2 * u, 1 + u / 2],
    [1, 1],
  ];
  const { vertices, directions } = zonogon(floats, generators);
  expect(vertices.length).toBe(6);
  const [a, b, c] = [...directions.order].map((i) => generators[i]!);
  expect(floats.cross(a!, b!)).toBeGreaterThan(0);
  expect(floats.cross(b!, c!)).toBeGreaterThan(0);
});
