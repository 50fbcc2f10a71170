import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { hull2d } from '../polytope/hull2d';
import { doubleArea } from '../polytope/polygon';
import { fVector } from '../polytope/polyhedron';
import { support } from '../polytope/support';
import { modes } from '../testing/modes';
import { networks, outputsOf } from '../testing/networks';
import { fromLeast, sorted } from '../testing/rotation';
import { decisionPolygon } from './decision-polygon';
import { decisionPolyhedron } from './decision-polyhedron';
import { decisionSubdivision } from './decision-subdivision';
import { decisionBoundary } from './labelled-subdivision';
import type { TwoLayers } from './two-layers';

describe.each(modes)('decision subdivisions in %s', (_, { exact, numbers, from, to }) => {
  const subdivisionOf = (network: TwoLayers, mode: 'paper' | 'reduced' = 'paper') =>
    to(decisionSubdivision(numbers, from(network), { mode }));
  const flat = (vertices: readonly (readonly number[])[]) => vertices.map(([x, y]): Point => [x!, y!]);

  test('one cell, a hidden monomial, a boundary of two rays', () => {
    const subdivision = subdivisionOf({
      hidden: {
        weights: [
          [1, 0],
          [0, 1],
        ],
        bias: [-1, -2],
      },
      output: {
        weights: [
          [1, -1],
          [-1, 1],
        ],
        bias: [1, 0],
      },
    });
    const { vertices, classes, cells, curve, sigma } = subdivision;
    expect(sorted(vertices.map((vertex, i) => [...vertex, ...classes[i]!]))).toEqual([
      [0, 0, 1, 0],
      [0, 2, -4, 1],
      [2, 0, -1, 0],
    ]);
    expect([cells.length, sigma]).toEqual([1, [0, 0]]);
    expect(curve.vertices).toEqual([{ point: [1, 2.5], value: 1 }]);
    const { segments, rays, lines, ties } = decisionBoundary(subdivision);
    expect([segments, lines, ties]).toEqual([[], [], []]);
    expect(sorted(rays.map(({ direction }) => direction.map((x) => x / 2 + 0)))).toEqual([
      [-1, 0],
      [1, 1],
    ]);
  });

  test('two crossing creases of the classes and the line where they are equal', () => {
    // f0 = max(x, 0), f1 = max(y, 0) + 1
    const subdivision = subdivisionOf({
      hidden: {
        weights: [
          [1, 0],
          [0, 1],
        ],
      },
      output: {
        weights: [
          [1, 0],
          [0, 1],
        ],
        bias: [0, 1],
      },
    });
    const { rays, segments } = decisionBoundary(subdivision);
    expect(segments.length).toBe(0);
    expect(rays.length).toBe(2);
    expect(subdivision.curve.vertices).toEqual([{ point: [1, 0], value: 1 }]);
  });

  test('without biases it is the polygon: its outline, its labels', () => {
    fc.assert(
      fc.property(networks({ classes: 3, maxUnits: 4 }), ({ hidden, output }) => {
        const network = { hidden: { weights: hidden.weights }, output: { weights: output.weights } };
        const [polygon, subdivision] = [to(decisionPolygon(numbers, from(network))), subdivisionOf(network)];
        const vertices = subdivision.vertices.map(([x, y], i) => [x, y, ...subdivision.classes[i]!]);
        expect(sorted(vertices)).toEqual(sorted(polygon.vertices.map(([x, y], i) => [x, y, ...polygon.classes[i]!])));
        expect(subdivision.cells.length).toBe(polygon.vertices.length > 2 ? 1 : 0);
        expect(subdivision.vertices.every(([, , height]) => height === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('its outline is the polygon whatever the biases, its cells fill it, its curve has a vertex a cell', () => {
    fc.assert(
      fc.property(networks({ maxUnits: 5 }), (network) => {
        const subdivision = decisionSubdivision(numbers, from(network), { mode: 'paper' });
        const { vertices, cells, edges, curve, dimension } = to(subdivision);
        const outline = to(decisionPolygon(numbers, from(network))).vertices;
        const points = flat(vertices);
        // Of the numbers themselves: points within a side of it are on none once they are rounded.
        const hull = to(hull2d(numbers, flat(subdivision.vertices)).vertices);
        if (exact) expect(fromLeast(hull)).toEqual(fromLeast(outline));
        expect(doubleArea(floats, hull)).toBeCloseTo(doubleArea(floats, outline), 9);
        for (const [x, y] of outline)
          expect(Math.min(...hull.map(([a, b]) => Math.hypot(a - x, b - y)))).toBeLessThan(1e-9);
        const areas = cells.map((cell) =>
          doubleArea(
            floats,
            cell.map((i) => points[i]!),
          ),
        );
        expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(doubleArea(floats, outline), 9);
        expect(curve.vertices.length).toBe(cells.length);
        if (dimension === 2) expect(vertices.length - edges.length + cells.length).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  test('where a vertex is highest, its classes win', () => {
    const point = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }));
    fc.assert(
      fc.property(
        networks({ classes: 3 }),
        fc.constantFrom(0, 0.5),
        fc.array(point, { minLength: 8 }),
        (plain, slope, xs) => {
          const network = { ...plain, slope };
          for (const mode of ['paper', 'reduced'] as const) {
            const { vertices, classes } = subdivisionOf(network, mode);
            for (const x of xs) {
              const outputs = outputsOf(network, x);
              const highest = Math.max(...outputs);
              const winners = outputs.flatMap((f, i) => (f > highest - 1e-9 ? [i] : []));
              if (winners.length > 1) continue;
              expect(classes[support(floats, vertices, [...x, 1])!.at]).toContain(winners[0]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('on the decision boundary the outputs beside it are equal and the highest', () => {
    fc.assert(
      fc.property(networks({ classes: 3 }), (network) => {
        const subdivision = subdivisionOf(network);
        const { segments, rays } = decisionBoundary(subdivision);
        const at = (i: number) => subdivision.curve.vertices[i]!.point;
        const pieces: [number, Point][] = [
          ...segments.map(({ edge, ends: [a, b] }): [number, Point] => {
            return [edge, [(at(a)[0] + at(b)[0]) / 2, (at(a)[1] + at(b)[1]) / 2]];
          }),
          ...rays.map(({ edge, from: a, direction: [dx, dy] }): [number, Point] => {
            const scale = 1 / Math.hypot(dx, dy);
            return [edge, [at(a)[0] + scale * dx, at(a)[1] + scale * dy]];
          }),
        ];
        for (const [edge, x] of pieces) {
          const outputs = outputsOf(network, x);
          const size = 1e-7 * (1 + Math.max(...outputs.map(Math.abs)) + Math.hypot(...x));
          for (const end of subdivision.edges[edge]!.ends) {
            for (const i of subdivision.classes[end]!) expect(Math.max(...outputs) - outputs[i]!).toBeLessThan(size);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a crease has the units that switch on it, a bridge none', () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const { hidden } = network;
        const { curve, bridges, neurons, edges, vertices } = subdivisionOf(network);
        edges.forEach(({ ends: [a, b] }, k) => {
          if (bridges[k]) expect(neurons[k]).toEqual([]);
          else expect(neurons[k]!.length).toBeGreaterThan(0);
          for (const j of neurons[k]!) {
            const [x, y] = hidden.weights[j]!;
            const across = x! * (vertices[b]![1] - vertices[a]![1]) - y! * (vertices[b]![0] - vertices[a]![0]);
            expect(across).toBeCloseTo(0, 9);
          }
        });
        for (const { edge, ends } of curve.segments) {
          for (const j of neurons[edge]!) {
            for (const [x, y] of ends.map((i) => curve.vertices[i]!.point)) {
              const z = hidden.weights[j]![0]! * x + hidden.weights[j]![1]! * y + hidden.bias![j]!;
              expect(Math.abs(z) / (1 + Math.hypot(x, y))).toBeLessThan(1e-7);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('degenerate networks', () => {
    const dead = subdivisionOf({
      hidden: { weights: [[0, 0]], bias: [3] },
      output: { weights: [[1], [0]], bias: [0, 1] },
    });
    expect([dead.vertices, dead.classes, dead.dimension]).toEqual([[[0, 0, 3]], [[0]], 0]);
    const off = subdivisionOf({
      hidden: { weights: [[0, 0]], bias: [-3] },
      output: { weights: [[1], [0]], bias: [0, 1] },
    });
    expect([off.vertices, off.classes]).toEqual([[[0, 0, 1]], [[1]]]);
    // |x - 1| against 2: two parallel lines.
    const strip = subdivisionOf({
      hidden: {
        weights: [
          [1, 0],
          [-1, 0],
        ],
        bias: [-1, 1],
      },
      output: {
        weights: [
          [1, 1],
          [0, 0],
        ],
        bias: [0, 2],
      },
    });
    const { lines } = decisionBoundary(strip);
    expect(sorted(lines.map(({ through }) => through.map((x) => x + 0)))).toEqual([
      [-1, 0],
      [3, 0],
    ]);
    const tie = subdivisionOf({
      hidden: { weights: [[1, 0]], bias: [1] },
      output: { weights: [[1], [1]], bias: [2, 2] },
    });
    expect(decisionBoundary(tie).ties).toEqual([0, 1]);
  });
});

test('forty units have as many regions as lines and the decision make', () => {
  // One class that every unit pushes: its regions are those of forty lines, 1 + 40 + 780.
  const angle = (j: number) => (Math.PI * j) / 40;
  const weights = Array.from({ length: 40 }, (_, j) => [
    Math.fround(Math.cos(angle(j))),
    Math.fround(Math.sin(angle(j))),
  ]);
  const bias = weights.map((_, j) => Math.fround(Math.sin(7 * j * j + 1)));
  const network = {
    hidden: { weights, bias },
    output: { weights: [weights.map(() => 1), weights.map(() => 0)], bias: [0, -100] },
  };
  const { vertices, cells, classes } = decisionSubdivision(floats, network);
  expect([vertices.length, cells.length]).toEqual([821, 780]);
  expect(classes.every((own) => own.join() === '0')).toBe(true);
});

test('the polytope of three inputs: two octants and what parts them', () => {
  const network: TwoLayers = {
    hidden: {
      weights: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    },
    output: {
      weights: [
        [1, 1, 0],
        [0, 0, 1],
      ],
    },
  };
  const polyhedron = decisionPolyhedron(floats, network);
  // The hull of a square in the plane z = 0 and of a segment.
  expect(fVector(polyhedron)).toEqual([5, 8, 5]);
  const labels = polyhedron.vertices.map((vertex, i) => [...vertex, ...polyhedron.classes[i]!]);
  expect(sorted(labels)).toEqual([
    [0, 0, 0, 0, 1],
    [0, 0, 1, 1],
    [0, 1, 0, 0],
    [1, 0, 0, 0],
    [1, 1, 0, 0],
  ]);
  expect(polyhedron.bridges.length).toBe(3);
  const flat = decisionPolyhedron(floats, {
    ...network,
    output: {
      weights: [
        [1, 1, 0],
        [0, 0, 0],
      ],
    },
  });
  expect([flat.dimension, flat.bridges]).toEqual([2, []]);
  const segment = decisionPolyhedron(floats, {
    ...network,
    output: {
      weights: [
        [0, 0, 0],
        [0, 0, 1],
      ],
    },
  });
  expect([segment.dimension, segment.bridges.length]).toEqual([1, 0]);
});
