import fc from 'fast-check';
import { floats } from '../numbers/floats';
import { integers } from '../numbers/integers';
import type { Point3 } from '../numbers/ring';
import { pointsOfSpace } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { extremePoints } from './extreme-points';
import { hull3d } from './hull3d';
import { normalFan3d } from './normal-fan3d';
import { fVector, volume } from './polyhedron';
import { randomStream } from '@tombola/shared';

const bits = [0, 1];
const cube: Point3[] = bits.flatMap((x) => bits.flatMap((y) => bits.map((z): Point3 => [x, y, z])));

describe.each(modes)('hulls of space in %s', (_, { numbers, from, to }) => {
  test('a cube has square faces, whatever lies on or in it', () => {
    const points: Point3[] = [[0.5, 0.5, 0], [0.5, 0, 0], [0.5, 0.5, 0.5], ...cube, [0, 0, 0], [0, 0.25, 1]];
    const hull = hull3d(numbers, from(points));
    expect(fVector(hull)).toEqual([8, 12, 6]);
    expect(hull.faces.every((face) => face.length === 4)).toBe(true);
    expect(hull.sources[0]).toEqual([3, 11]);
    expect(to(volume(numbers, hull))).toBe(1);
  });

  test('flat points have one face, those of a line and equal ones none', () => {
    const flat = hull3d(
      numbers,
      from([
        [0, 0, 1],
        [2, 0, 1],
        [1, 0, 1],
        [2, 2, 3],
        [0, 2, 3],
        [1, 1, 2],
      ] as const),
    );
    expect([flat.dimension, ...fVector(flat)]).toEqual([2, 4, 4, 1]);
    expect(to(volume(numbers, flat))).toBe(0);
    const line = hull3d(
      numbers,
      from([
        [1, 1, 1],
        [3, 3, 3],
        [2, 2, 2],
      ] as const),
    );
    expect([line.dimension, ...fVector(line)]).toEqual([1, 2, 1, 0]);
    expect(to(line.vertices)).toEqual([
      [1, 1, 1],
      [3, 3, 3],
    ]);
    expect([0, 2].map((n) => fVector(hull3d(numbers, from(new Array<Point3>(n).fill([1, 2, 3])))))).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  test('the normal fan of the octahedron is that of the cube and the other way round', () => {
    const octahedron = hull3d(
      numbers,
      from([
        [1, 0, 0],
        [-1, 0, 0],
        [0, 1, 0],
        [0, -1, 0],
        [0, 0, 1],
        [0, 0, -1],
      ] as const),
    );
    const { rays, cones } = normalFan3d(numbers, octahedron);
    expect(to(rays).every((ray) => ray.every((x) => Math.abs(x) === 1))).toBe(true);
    expect(cones.map((cone) => cone.length)).toEqual([4, 4, 4, 4, 4, 4]);
  });
});

test('every face has all points on its inner side, V - E + F = 2, and vertices are the extreme points', () => {
  fc.assert(
    fc.property(pointsOfSpace(14), (points) => {
      const hull = hull3d(floats, points);
      const [v, e, f] = fVector(hull);
      if (hull.dimension === 3) expect(v - e + f).toBe(2);
      for (const face of hull.faces) {
        const corners = face.map((corner) => hull.vertices[corner]!);
        const sides = points.map((point) => Math.sign(floats.side(corners[0]!, corners[1]!, corners[2]!, point)));
        if (hull.dimension === 3) expect(Math.max(...sides)).toBe(0);
        corners.forEach((corner) => expect(floats.side(corners[0]!, corners[1]!, corners[2]!, corner) + 0).toBe(0));
      }
      // The same in four dimensions, where linear programs decide.
      const lifted = points.map(([x, y, z]) => [x, y, z, x + y]);
      const exact = points.every((point) => Math.max(...point.map(Math.abs)) <= 4 && point.every(Number.isInteger));
      if (exact)
        expect(hull.sources.map(([first]) => first!).sort((a, b) => a - b)).toEqual(extremePoints(floats, lifted));
    }),
    { numRuns: 60 },
  );
});

test('faces of integers beyond floats are merged where they are flat and only there', () => {
  const big = 10n ** 30n;
  const corners = cube.map((point) => point.map((x) => BigInt(x) * big) as unknown as Point3<bigint>);
  expect(fVector(hull3d(integers, corners))).toEqual([8, 12, 6]);
  const dented = [...corners, [big / 2n, big / 2n, big + 1n] as const];
  expect(fVector(hull3d(integers, dented))).toEqual([9, 16, 9]);
});

test('points that are no numbers are refused', () => {
  expect(() => hull3d(floats, [[0, Infinity, 1]])).toThrow('a coordinate of a point is not a finite number');
});

test('two thousand points of a sphere are all vertices', () => {
  const stream = randomStream(3, 'sphere');
  const points = Array.from({ length: 2000 }, (): Point3 => {
    const [x, y, z] = [stream.normal(), stream.normal(), stream.normal()];
    const length = Math.hypot(x, y, z);
    return [x / length, y / length, z / length];
  });
  expect(fVector(hull3d(floats, points))).toEqual([2000, 5994, 3996]);
});
