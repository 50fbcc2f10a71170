import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { hull2d } from '../polytope/hull2d';
import { area, centroid, dilate, perimeter, translate, type Polygon } from '../polytope/polygon';
import { zonogon } from '../polytope/zonogon';
import { pointsOfPlane } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { normalise } from './normalise';
import { circularVariation, circularWasserstein, normalMeasure } from './normal-measure';
import { nullBand, nullDistances, nullShare } from './null-distribution';
import { angleBetween, matchRays } from './ray-matching';
import { intersectionArea, symmetricDifference } from './symmetric-difference';

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
const polygons = pointsOfPlane(9).map((points) => hull2d(floats, points).vertices);
const measure = (polygon: Polygon) => normalMeasure(floats, polygon);
const turn = (polygon: Polygon, angle: number): Polygon =>
  polygon.map(([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)]);

describe('the normal measure', () => {
  test('of a zonogon has half of each generator on either side', () => {
    const { angles, masses } = measure(
      zonogon(floats, [
        [3, 0],
        [0, 1],
      ]).vertices,
    );
    expect([...angles]).toEqual([-Math.PI / 2, 0, Math.PI / 2, Math.PI]);
    expect([...masses]).toEqual([0.375, 0.125, 0.375, 0.125]);
  });

  test('knows neither place nor size', () => {
    fc.assert(
      fc.property(polygons, fc.integer({ min: 1, max: 9 }), (polygon, factor) => {
        const other = dilate(floats, translate(floats, polygon, [5, -3]), factor);
        expect(circularWasserstein(measure(polygon), measure(other))).toBeCloseTo(0, 6);
      }),
    );
  });

  test('of a polygon that is turned a little is as far away as it is turned', () => {
    const polygon = zonogon(floats, [
      [3, 0],
      [0, 1],
      [2, 1],
    ]).vertices;
    expect(circularWasserstein(measure(polygon), measure(turn(polygon, 0.1)))).toBeCloseTo(0.1, 12);
    expect(circularWasserstein(measure(square), measure(turn(square, Math.PI / 4)))).toBeCloseTo(Math.PI / 4, 12);
    expect(circularWasserstein(measure(square), measure(turn(square, Math.PI / 2)))).toBeCloseTo(0, 12);
  });

  test('mass goes the shorter way round', () => {
    const at = (angle: number) => ({ angles: Float64Array.of(angle), masses: Float64Array.of(1) });
    expect(circularWasserstein(at(-3), at(3))).toBeCloseTo(2 * Math.PI - 6, 12);
    expect(circularWasserstein(at(0), at(Math.PI))).toBeCloseTo(Math.PI, 12);
    expect(circularVariation(at(-0.1), at(0.2), 4)).toBe(0);
    expect(circularVariation(at(Math.PI / 4 - 0.1), at(Math.PI / 4 + 0.1), 4)).toBe(1);
    expect(circularVariation(at(-Math.PI), at(Math.PI - 0.1), 4)).toBe(0);
  });

  test('edges along the axes stay in their bins when they turn a little', () => {
    for (const angle of [1e-9, -1e-9, 0.008, -0.008]) {
      expect(circularVariation(measure(square), measure(turn(square, angle)), 360)).toBeCloseTo(0, 12);
      expect(circularVariation(measure(square), measure(turn(square, 2 * angle)), 360)).toBeCloseTo(
        Math.abs(angle) < 1e-6 ? 0 : 1,
        12,
      );
    }
  });

  test('distances are metrics on it', () => {
    fc.assert(
      fc.property(polygons, polygons, polygons, (p, q, r) => {
        const [a, b, c] = [measure(p), measure(q), measure(r)];
        for (const d of [circularWasserstein, (x: typeof a, y: typeof a) => circularVariation(x, y, 36)]) {
          expect(d(a, b)).toBeCloseTo(d(b, a), 9);
          expect(d(a, c)).toBeLessThanOrEqual(d(a, b) + d(b, c) + 1e-9);
          expect(d(a, a)).toBeCloseTo(0, 12);
        }
      }),
    );
  });

  test('a point has none: it is as far as can be from what has one', () => {
    expect(measure([[1, 2]]).angles.length).toBe(0);
    expect(circularWasserstein(measure([[1, 2]]), measure([]))).toBe(0);
    expect(circularWasserstein(measure([[1, 2]]), measure(square))).toBe(Math.PI);
    expect(circularVariation(measure([[1, 2]]), measure(square), 10)).toBe(1);
    expect(() => circularVariation(measure(square), measure(square), 0)).toThrow(InputError);
    expect(() =>
      measure([
        [0, 0],
        [NaN, 1],
      ]),
    ).toThrow(InputError);
    expect(() =>
      symmetricDifference(floats, square, [
        [0, 0],
        [NaN, 1],
        [1, 1],
      ]),
    ).toThrow(InputError);
  });
});

describe.each(modes)('areas in %s', (_, { numbers, from, to }) => {
  test('the square and its triangle', () => {
    expect(to(intersectionArea(numbers, from(square), from(triangle)))).toBe(0.5);
    expect(to(symmetricDifference(numbers, from(square), from(triangle)))).toBe(0.5);
  });

  test('two squares, one turned, share an octagon; two apart nothing', () => {
    const wide: Polygon = [
      [-2, -2],
      [2, -2],
      [2, 2],
      [-2, 2],
    ];
    const diamond: Polygon = [
      [0, -3],
      [3, 0],
      [0, 3],
      [-3, 0],
    ];
    expect(to(intersectionArea(numbers, from(wide), from(diamond)))).toBe(14);
    expect(to(symmetricDifference(numbers, from(wide), from(diamond)))).toBe(6);
    expect(to(intersectionArea(numbers, from(wide), from(translate(floats, wide, [4, 0]))))).toBe(0);
    expect(
      to(
        intersectionArea(
          numbers,
          from(square),
          from([
            [0, 0],
            [1, 1],
          ] as const),
        ),
      ),
    ).toBe(0);
    expect(to(symmetricDifference(numbers, from(square), from([[7, 7]] as const)))).toBe(1);
  });

  test('what is shared is what the hull of both has too much and too little', () => {
    fc.assert(
      fc.property(polygons, polygons, (p, q) => {
        const [a, b] = [from(p), from(q)];
        const common = to(intersectionArea(numbers, a, b));
        expect(common).toBeCloseTo(to(intersectionArea(numbers, b, a)), 9);
        expect(common).toBeGreaterThanOrEqual(0);
        expect(common).toBeLessThanOrEqual(Math.min(to(area(numbers, a)), to(area(numbers, b))) + 1e-9);
        expect(to(intersectionArea(numbers, a, a))).toBeCloseTo(to(area(numbers, a)), 9);
        const both = hull2d(numbers, [...a, ...b]).vertices;
        expect(to(intersectionArea(numbers, a, both))).toBeCloseTo(to(area(numbers, a)), 9);
      }),
    );
  });
});

describe('rays', () => {
  test('are matched with the least sum of angles', () => {
    const { pairs, mean, unmatched } = matchRays(
      [
        [1, 0],
        [0, 2],
      ],
      [
        [0, 1],
        [-1, 0],
        [3, 3],
      ],
    );
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 2],
      [1, 0],
    ]);
    expect(unmatched).toBe(1);
    expect(mean).toBeCloseTo((Math.PI / 4 + Math.PI) / 3, 12);
  });

  test('as no other matching has it', () => {
    const rays = fc.array(
      fc.integer({ min: 0, max: 628 }).map((a): Point => [Math.cos(a / 100), Math.sin(a / 100)]),
      { maxLength: 5 },
    );
    const best = (a: readonly Point[], b: readonly Point[]): number =>
      a.length === 0
        ? b.length * Math.PI
        : Math.min(
            ...b.map(
              (ray, k) =>
                angleBetween(a[0]!, ray) +
                best(
                  a.slice(1),
                  b.filter((_, j) => j !== k),
                ),
            ),
          );
    fc.assert(
      fc.property(rays, rays, (a, b) => {
        const { mean, pairs } = matchRays(a, b);
        const [few, many] = a.length <= b.length ? [a, b] : [b, a];
        expect(mean * many.length).toBeCloseTo(best(few, many), 9);
        expect(new Set(pairs.map(({ first }) => first)).size).toBe(few.length);
        expect(new Set(pairs.map(({ second }) => second)).size).toBe(few.length);
        expect(matchRays(b, a).mean).toBeCloseTo(mean, 9);
      }),
    );
  });

  test('without rays there is no distance, without partners the largest', () => {
    expect(matchRays([], [])).toEqual({ mean: 0, pairs: [], unmatched: 0 });
    expect(matchRays([], [[1, 0]]).mean).toBe(Math.PI);
  });
});

test('a polygon in its normal place and size', () => {
  fc.assert(
    fc.property(polygons, (polygon) => {
      const normal = normalise(polygon, { place: 'centroid', size: 'perimeter' });
      if (polygon.length > 1) expect(perimeter(floats, normal)).toBeCloseTo(1, 9);
      for (const x of centroid(floats, normal) ?? []) expect(x).toBeCloseTo(0, 9);
      const byArea = normalise(polygon, { place: 'none', size: 'area' });
      if (polygon.length > 2) expect(area(floats, byArea)).toBeCloseTo(1, 6);
      else expect(byArea).toEqual(polygon);
    }),
  );
  expect(normalise([[3, 4]], { place: 'centroid', size: 'perimeter' })).toEqual([[0, 0]]);
  expect(normalise([], { place: 'centroid', size: 'area' })).toEqual([]);
  expect(normalise(square, { place: 'none', size: 'none' })).toEqual(square);
});

test('null distributions', () => {
  const distances = nullDistances([1, 2, 4, 8], (a, b) => b - a);
  expect(distances).toEqual([1, 3, 7, 2, 6, 4]);
  expect(nullBand(distances, 0.5)).toEqual({ low: 2.25, median: 3.5, high: 5.5, n: 6 });
  expect(nullShare(distances, 2)).toBe(3 / 7);
  expect(nullShare(distances, 0.5)).toBe(1 / 7);
  expect(() => nullBand([], 0.5)).toThrow(InputError);
  expect(() => nullBand(distances, 1)).toThrow(InputError);
  const stream = randomStream(1, 'null');
  const many = Array.from({ length: 200 }, () => stream.uniform());
  expect(nullBand(many).low).toBeLessThan(0.05);
});
