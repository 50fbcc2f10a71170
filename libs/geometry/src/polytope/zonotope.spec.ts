import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { independentAxes } from '../linear/independent-axes';
import { floats } from '../numbers/floats';
import type { Point3 } from '../numbers/ring';
import type { Vector } from '../numbers/vector';
import { pointsOfSpace } from '../testing/arbitraries';
import { modes } from '../testing/modes';
import { sorted } from '../testing/rotation';
import { hull3d } from './hull3d';
import { mixedVolume } from './mixed-volume';
import { normalFan3d } from './normal-fan3d';
import { fVector, volume } from './polyhedron';
import { sampleZonotopeVertices } from './zonotope-sampling';
import { zonotope3d } from './zonotope3d';
import { zonotopeVertices } from './zonotope-vertices';
import { zonotopeContent, zonotopeVolume } from './zonotope-volume';

const rhombic: Point3[] = [
  [1, 1, 1],
  [1, 1, -1],
  [1, -1, 1],
  [-1, 1, 1],
];
const five: Point3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 2, 3],
  [1, -1, 2],
];
const basis = (d: number) =>
  Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? 1 : 0)));
const roots4 = [
  [0, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [1, 3],
  [2, 3],
].map(([i, j]) => [0, 1, 2, 3].map((axis) => (axis === i ? 1 : axis === j ? -1 : 0)));

/** Vertices of n generic hyperplanes' zonotope: 2 sum over i < d of C(n - 1, i). */
const counts: Record<number, number[]> = {
  1: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
  2: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24],
  3: [2, 4, 8, 14, 22, 32, 44, 58, 74, 92, 112, 134],
  4: [2, 4, 8, 16, 30, 52, 84, 128, 186, 260, 352, 464],
  5: [2, 4, 8, 16, 32, 62, 114, 198],
  6: [2, 4, 8, 16, 32, 64, 126, 240],
};

const generic = (n: number, d: number) => {
  const stream = randomStream(7, 'generic', d);
  return Array.from({ length: n }, () => Array.from({ length: d }, () => stream.integer(2001) - 1000));
};

describe.each(modes)('zonotopes in %s', (_, { numbers, from, to }) => {
  const verticesOf = (generators: readonly Vector[]) =>
    [...zonotopeVertices(numbers, from(generators))].map(({ point }) => to(point));

  test('the rhombic dodecahedron has 14 vertices, 24 edges, 12 rhombi and volume 16', () => {
    const zonotope = zonotope3d(numbers, from(rhombic));
    expect(fVector(zonotope)).toEqual([14, 24, 12]);
    expect(zonotope.faces.every((face) => face.length === 4)).toBe(true);
    expect(to(volume(numbers, zonotope))).toBe(16);
    expect(to(zonotopeVolume(numbers, from(rhombic)))).toBe(16);
    expect(sorted(verticesOf(rhombic))).toEqual(sorted(to(zonotope.vertices)));
  });

  test('five generators have 22 vertices, 40 edges, 20 faces and volume 22', () => {
    const zonotope = zonotope3d(numbers, from(five));
    expect(fVector(zonotope)).toEqual([22, 40, 20]);
    expect(to(volume(numbers, zonotope))).toBe(22);
    expect(to(zonotopeVolume(numbers, from(five)))).toBe(22);
    expect(normalFan3d(numbers, zonotope).cones.length).toBe(22);
  });

  test('the permutohedron has 24 vertices, 36 edges and 14 faces, hexagons among them', () => {
    expect(verticesOf(roots4).length).toBe(24);
    const axes = independentAxes(
      roots4.map((root) => root.map(BigInt)),
      4,
    );
    expect(axes).toEqual([0, 1, 2]);
    const inSpace = roots4.map((root) => axes.map((axis) => root[axis]!) as unknown as Point3);
    const zonotope = zonotope3d(numbers, from(inSpace));
    expect(fVector(zonotope)).toEqual([24, 36, 14]);
    expect(zonotope.faces.filter((face) => face.length === 6).length).toBe(8);
    // Cayley: 4^2 spanning trees, each a parallelepiped of content sqrt(4).
    expect(zonotopeContent(numbers, from(roots4), 3)).toBeCloseTo(32, 10);
  });

  test('cubes of any dimension', () => {
    for (let d = 1; d <= 5; d++) {
      expect(verticesOf(basis(d)).length).toBe(2 ** d);
      expect(to(zonotopeVolume(numbers, from(basis(d))))).toBe(1);
    }
  });

  test('ten, twenty and forty generators of space have 92, 382 and 1562 vertices', () => {
    for (const [n, v] of [
      [10, 92],
      [20, 382],
      [40, 1562],
    ] as const) {
      const generators = generic(n, 3) as unknown as Point3[];
      expect(fVector(zonotope3d(numbers, from(generators)))).toEqual([v, 2 * n * (n - 1), n * (n - 1)]);
    }
  });

  test('parallel, opposite and zero generators', () => {
    const generators: Point3[] = [
      [1, 0, 0],
      [0, 0, 0],
      [-2, 0, 0],
      [0, 3, 0],
      [0, 0, 1],
      [0, 0, 2],
    ];
    const box = zonotope3d(numbers, from(generators));
    expect(fVector(box)).toEqual([8, 12, 6]);
    expect(to(volume(numbers, box))).toBe(27);
    expect(sorted(to(box.vertices))[0]).toEqual([-2, 0, 0]);
    expect(box.faceGenerators.filter((of) => of.join() === '3,4,5').length).toBe(2);
    expect(sorted(verticesOf(generators))).toEqual(sorted(to(box.vertices)));
  });

  test('flat ones: a hexagon, a segment, a point', () => {
    const hexagon = zonotope3d(
      numbers,
      from([
        [1, 0, 1],
        [0, 1, 1],
        [1, 1, 2],
      ] as const),
    );
    expect([hexagon.dimension, ...fVector(hexagon)]).toEqual([2, 6, 6, 1]);
    const segment = zonotope3d(
      numbers,
      from([
        [1, 2, 3],
        [2, 4, 6],
        [0, 0, 0],
      ] as const),
    );
    expect(to(segment.vertices)).toEqual([
      [0, 0, 0],
      [3, 6, 9],
    ]);
    const point = zonotope3d(numbers, [], from([1, 2, 3] as const));
    expect([point.dimension, to(point.vertices)]).toEqual([0, [[1, 2, 3]]]);
    expect(verticesOf([[0, 0, 0]])).toEqual([[0, 0, 0]]);
    expect(verticesOf([])).toEqual([[]]);
  });

  test('the mixed volume of three cubes is 1, of a cube and simplices what Bernstein counts', () => {
    const bits = [0, 1];
    const cube = from(bits.flatMap((x) => bits.flatMap((y) => bits.map((z): Point3 => [x, y, z]))));
    const simplex = from([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as Point3[]);
    expect(to(mixedVolume(numbers, [cube, cube, cube]))).toBe(1);
    expect(to(mixedVolume(numbers, [simplex, simplex, simplex])) * 6).toBeCloseTo(1, 12);
    // 1 + x + y + z = 0 twice and one equation of degree 1 in each of x, y, z: three solutions.
    expect(to(mixedVolume(numbers, [simplex, simplex, cube])) * 6).toBeCloseTo(3, 12);
  });
});

describe.each(modes)('generic generators in %s', (_, { numbers, from, exact }) => {
  test.each([1, 2, 3, 4, 5, 6])('in %i dimensions they have as many vertices as they should', (d) => {
    // Fractions are slower by what it takes to make integers of them: the first ones are enough.
    const expected = exact ? counts[d]!.slice(0, 8) : counts[d]!;
    const found = expected.map((__, k) => [...zonotopeVertices(numbers, from(generic(k + 1, d)))].length);
    expect(found).toEqual(expected);
  });

  test.each([
    [1, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]],
    [2, [2, 4, 7, 11, 16, 22, 29, 37, 46, 56, 67, 79]],
    [3, [2, 4, 8, 15, 26, 42, 64, 93]],
    [4, [2, 4, 8, 16, 31, 57]],
  ])(
    'regions of hyperplanes in %i dimensions are upper vertices: those that a generator upwards adds to',
    (d, regions) => {
      const up = Array.from({ length: d + 1 }, (__, axis) => (axis === d ? 1 : 0));
      const found = regions.map((__, k) => {
        const vertices = [...zonotopeVertices(numbers, from([...generic(k + 1, d + 1), up]))];
        return vertices.filter(({ generators }) => generators[k + 1] === 1).length;
      });
      expect(found).toEqual(regions);
    },
  );
});

test('facet normals and reverse search give the hull of all sums of generators', () => {
  fc.assert(
    fc.property(pointsOfSpace(6), (generators) => {
      const zonotope = zonotope3d(floats, generators);
      const [v, e, f] = fVector(zonotope);
      if (zonotope.dimension === 3) expect(v - e + f).toBe(2);
      const found = [...zonotopeVertices(floats, generators)].map(({ point }) => point);
      if (generators.length > 0) expect(sorted(found as unknown as Point3[])).toEqual(sorted(zonotope.vertices));
      if (!generators.flat().every(Number.isInteger)) return;
      const sums = generators.reduce<Point3[]>(
        (all, [dx, dy, dz]) =>
          all.flatMap(([x, y, z]): Point3[] => [
            [x, y, z],
            [x + dx, y + dy, z + dz],
          ]),
        [[0, 0, 0]],
      );
      const hull = hull3d(floats, sums);
      expect(sorted(zonotope.vertices)).toEqual(sorted(hull.vertices));
      expect(fVector(zonotope)).toEqual(fVector(hull));
    }),
    { numRuns: 60 },
  );
});

test('a vertex is the sum of the generators it names', () => {
  const generators = generic(7, 4);
  for (const { point, generators: on } of zonotopeVertices(floats, generators, [1, 2, 3, 4])) {
    const sum = generators.reduce((total, g, i) => total.map((x, axis) => x + on[i]! * g[axis]!), [1, 2, 3, 4]);
    expect(point).toEqual(sum);
  }
});

test('sampling finds some vertices, all of them true, and says that they are partial', () => {
  const generators = generic(8, 4);
  const all = new Set([...zonotopeVertices(floats, generators)].map(({ point }) => point.join()));
  const sample = sampleZonotopeVertices(generators, 500, randomStream(1, 'directions'));
  expect(sample.partial).toBe(true);
  expect(sample.vertices.every(({ point }) => all.has(point.join()))).toBe(true);
  expect(sample.vertices.length).toBeGreaterThan(60);
  expect(sample.vertices.length).toBeLessThanOrEqual(128);
  expect(sample.vertices.reduce((sum, { hits }) => sum + hits, sample.passed)).toBe(500);
  expect(sampleZonotopeVertices(generators, 500, randomStream(1, 'directions'))).toEqual(sample);
});

test('generators of different lengths are refused', () => {
  const ragged = [
    [1, 2],
    [1, 2, 3],
  ];
  const message = /a generator has the wrong number of coordinates \(got 3\): expected 2/;
  expect(() => [...zonotopeVertices(floats, ragged)]).toThrow(message);
  expect(() => [...zonotopeVertices(floats, [[1, 2, 3]], [0, 0])]).toThrow(message);
  expect(() => zonotopeVolume(floats, ragged)).toThrow(message);
  expect(() => zonotopeContent(floats, ragged, 2)).toThrow(message);
  expect(() => zonotopeVolume(floats, ragged)).toThrow(InputError);
});

test('generators that are no numbers are refused', () => {
  expect(() => zonotope3d(floats, [[0, NaN, 1]])).toThrow(InputError);
  expect(() => [...zonotopeVertices(floats, [[0, Infinity]])]).toThrow(InputError);
  expect(() => sampleZonotopeVertices([[NaN]], 1, randomStream(0))).toThrow(InputError);
  expect(() => zonotopeVolume(floats, [[NaN]])).toThrow(InputError);
});
