import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import { hausdorff2d } from '../distance/hausdorff2d';
import type { Point } from '../numbers/ring';
import { zonogon } from '../polytope/zonogon';
import { outputsOf } from '../testing/networks';
import { kMeans, squaredDistance } from './k-means';
import { pathKMeans } from './path-k-means';
import { zonotopeKMeans, type ZonotopeUnit } from './zonotope-k-means';

const stream = (name = 'clusters') => randomStream(1, name);
const coordinate = fc.integer({ min: -5, max: 5 });
const point = fc.tuple(coordinate, coordinate);

test('points in heaps are put into their heaps', () => {
  const heap = (x: number, y: number) => [0, 1, 2].map((i) => [x + 0.1 * i, y - 0.1 * i]);
  const points = [...heap(0, 0), ...heap(9, 0), ...heap(0, 9)];
  const { of, centres } = kMeans(points, 3, stream());
  expect(new Set([of[0], of[3], of[6]]).size).toBe(3);
  for (let i = 0; i < 9; i++) expect(of[i]).toBe(of[i - (i % 3)]);
  expect([...centres[of[3]!]!].map((x) => x.toFixed(6))).toEqual(['9.100000', '-0.100000']);
});

test('no cluster is empty, each centre is its mean, and no point is nearer to another one', () => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), fc.nat(), (points, seed) => {
      const count = 1 + (seed % points.length);
      const { of, centres } = kMeans(points, count, randomStream(seed, 'k'));
      expect(new Set(of).size).toBe(count);
      centres.forEach((centre, k) => {
        const own = points.filter((_, i) => of[i] === k);
        centre.forEach((x, axis) => expect(x).toBeCloseTo(own.reduce((sum, p) => sum + p[axis]!, 0) / own.length, 9));
      });
      points.forEach((p, i) => {
        const nearest = Math.min(...centres.map((centre) => squaredDistance(p, centre)));
        expect(squaredDistance(p, centres[of[i]!]!)).toBeCloseTo(nearest, 9);
      });
    }),
  );
  expect(() => kMeans([[1], [2]], 3, stream())).toThrow(/so many clusters \(got 3\): expected 1 to 2/);
});

const unit = (row: number[], bias: number, out: number[]) => ({ row, bias, out });

test('units that are copies, or positive multiples after the ReLU, become one without any change', () => {
  const units = [
    unit([1, 2], 0.5, [1, -1]),
    unit([1, 2], 0.5, [1, -1]),
    unit([-3, 1], 0, [0, 2]),
    unit([1, 2], 0.5, [1, -1]),
  ];
  const fewer = pathKMeans(units, 2, stream());
  const net = (of: typeof units) => ({
    hidden: { weights: of.map(({ row }) => row), bias: of.map(({ bias }) => bias) },
    output: { weights: [0, 1].map((i) => of.map(({ out }) => out[i]!)) },
  });
  expect(fewer.length).toBe(2);
  for (const x of [
    [1, 1],
    [-2, 0.3],
    [0, -1],
  ]) {
    const [was, is] = [outputsOf(net(units), x), outputsOf(net(fewer as typeof units), x)];
    was.forEach((value, i) => expect(is[i]).toBeCloseTo(value, 12));
  }
});

test('as many clusters as units leave a layer as it is', () => {
  const units = [unit([1, 2], 0, [1, 3]), unit([4, -2], 1, [0, 2]), unit([0, 1], 2, [-1, 2])];
  const sorted = (all: readonly object[]) => all.map((each) => JSON.stringify(each)).sort();
  expect(sorted(pathKMeans(units, 3, stream()))).toEqual(sorted(units));
});

const zonotopeUnits = fc.array(
  fc.record({ row: point, bias: fc.constant(0), weight: fc.integer({ min: -3, max: 3 }) }),
  { minLength: 2, maxLength: 10 },
);
const withSign = (units: readonly ZonotopeUnit[], sign: number) => units.filter(({ weight }) => weight * sign > 0);
const zonogonOf = (units: readonly ZonotopeUnit[]) =>
  zonogon(
    floats,
    units.map(({ row, weight }): Point => [Math.abs(weight) * row[0]!, Math.abs(weight) * row[1]!]),
  ).vertices;

test('zonotope K-means leaves exactly the units asked for, and zonotopes within its bound', () => {
  fc.assert(
    fc.property(zonotopeUnits, fc.nat(), (units, seed) => {
      const read = [1, -1].map((sign) => withSign(units, sign).length);
      const [least, most] = [read.filter((n) => n > 0).length, read[0]! + read[1]!];
      if (most === 0) return;
      const count = least + (seed % (most - least + 1));
      const fewer = zonotopeKMeans(units, count, randomStream(seed, 'z'));
      expect(fewer.units.length).toBe(count);
      for (const [sign, moved] of [
        [1, fewer.moved.positive],
        [-1, fewer.moved.negative],
      ] as const) {
        const [was, is] = [withSign(units, sign), withSign(fewer.units, sign)];
        expect(hausdorff2d(floats, zonogonOf(was), zonogonOf(is)).distance).toBeLessThanOrEqual(moved + 1e-9);
        const sum = (all: readonly ZonotopeUnit[]) =>
          all.reduce((total, { row, weight }) => total + weight * row[0]!, 0);
        expect(sum(is)).toBeCloseTo(sum(was), 9);
      }
    }),
  );
});

test('what the output becomes is within the bound of the paper', () => {
  const draws = stream('bound');
  const units = Array.from({ length: 30 }, () => ({
    row: [draws.normal(), draws.normal()],
    bias: draws.normal(),
    weight: draws.normal(),
  }));
  const { units: fewer, moved } = zonotopeKMeans(units, 12, stream());
  const value = (all: readonly ZonotopeUnit[], x: readonly number[]) =>
    all.reduce((sum, u) => sum + u.weight * Math.max(0, u.row[0]! * x[0]! + u.row[1]! * x[1]! + u.bias), 0);
  for (let i = 0; i < 200; i++) {
    const angle = (i * Math.PI) / 100;
    const x = [3 * Math.cos(angle), 3 * Math.sin(angle)];
    const change = Math.abs(value(units, x) - value(fewer, x));
    expect(change).toBeLessThanOrEqual(Math.sqrt(10) * (moved.positive + moved.negative));
  }
});

test('a count that leaves a sign without a unit is refused', () => {
  const units = [1, -1, 2].map((weight) => ({ row: [1, weight], bias: 0, weight }));
  expect(() => zonotopeKMeans(units, 1, stream())).toThrow(/so many clusters \(got 1\): expected 2 to 3/);
});
