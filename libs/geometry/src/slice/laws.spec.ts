import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { rationals } from '../numbers/rationals';
import { countMaps, exactSlice } from './exact/exact-slice';
import type { NetworkNode, PiecewiseLinearNetwork, Values } from './network';
import type { Box } from './plane';
import { affineMaps } from './result/affine-maps';
import { tie, type Slice } from './result/complex';
import { sliceNetworkNow } from './slice';
import { areaOf, cornersOf, draws, kaimingNetwork, layered, middleOf, outputsAt } from './testing/nets';

const box: Box = [-3, -2, 2, 4];
const area = 30;

/** Networks with two inputs: widths and a seed. */
const networks = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), fc.nat(1e6))
  .map(([widths, seed]) => kaimingNetwork([2, ...widths], randomStream(seed, 'law')));

/** The same with few units and weights of few digits, for fractions. */
const smallNetworks = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 4 }), fc.nat(1e6))
  .map(([widths, seed]) => {
    const { nodes, ...network } = kaimingNetwork([2, ...widths], randomStream(seed, 'small'));
    const short = (values: Values) =>
      Float64Array.from(values as Float64Array, (value) => Math.round(512 * value) / 512);
    const shorter = (node: NetworkNode): NetworkNode =>
      node.op === 'dense' ? { ...node, weights: short(node.weights), bias: short(node.bias!) } : node;
    return { ...network, nodes: nodes.map(shorter) };
  });

/** Weights that make lines meet, coincide and vanish: small integers, most of them 0. */
const coarseNetworks = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }), fc.nat(1e6))
  .map(([widths, seed]) => {
    const stream = randomStream(seed, 'coarse');
    const draw = () => [0, 0, 0, 1, -1, 2, -2][stream.integer(7)]!;
    const all = [2, ...widths];
    return layered(
      widths.map((outputs, i) => ({
        weights: Array.from({ length: outputs }, () => Array.from({ length: all[i]! }, draw)),
        bias: Array.from({ length: outputs }, draw),
      })),
    );
  });

const polygons = (slice: Slice, kind: 'cells' | 'parts') =>
  Array.from({ length: slice[kind].start.length - 1 }, (_, i) => cornersOf(slice, slice[kind], i));

test.each([
  ['generic', networks],
  ['coarse', coarseNetworks],
])('cells and parts of %s nets are convex, fill the box, and V - E + F = 1', (_, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (network) => {
      const slice = sliceNetworkNow(network, { box });
      for (const kind of ['cells', 'parts'] as const) {
        const areas = polygons(slice, kind).map((corners) => {
          corners.forEach((a, i) => {
            const [b, c] = [corners[(i + 1) % corners.length]!, corners[(i + 2) % corners.length]!];
            expect((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])).toBeGreaterThan(-1e-9);
          });
          return areaOf(corners);
        });
        expect(areas.reduce((sum, value) => sum + value, 0)).toBeCloseTo(area, 9);
      }
      expect(slice.vertices.length / 2 - slice.edges.line.length + slice.parts.cell.length).toBe(1);
    }),
    { numRuns: 60 },
  );
});

test('of many functions on one face each that is the greatest somewhere has one part, whatever was cut and joined on the way', () => {
  const many = fc
    .tuple(fc.integer({ min: 6, max: 24 }), fc.nat(1e6))
    .map(([outputs, seed]) => kaimingNetwork([2, outputs], randomStream(seed, 'many')));
  fc.assert(
    fc.property(many, (network) => {
      const slice = sliceNetworkNow(network, { box });
      const { parts, edges, vertices } = slice;
      expect(new Set(parts.class).size).toBe(parts.class.length);
      expect(polygons(slice, 'parts').reduce((sum, corners) => sum + areaOf(corners), 0)).toBeCloseTo(area, 9);
      expect(vertices.length / 2 - edges.line.length + parts.class.length).toBe(1);
      expect(Math.min(...parts.class)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

test('parts of one winner that enclose another part of it become one', () => {
  // Found by the laws: a ring of edges was left between them, with faces of no edge.
  const weights = [
    ...[-0.20106865465641022, 0.6547430157661438, 0.06226913630962372, 0.15166790783405304, 0.6021544933319092],
    ...[-0.1627970188856125, -0.5408474206924438, 0.5966469645500183, -0.564490795135498, 0.24847784638404846],
    ...[-0.20576919615268707, 0.4117966294288635, -0.6671492457389832, 0.06977955996990204, 0.5992510914802551],
    -0.4489069879055023,
  ];
  const bias = [
    ...[0.5885768532752991, 0.4084329605102539, 0.42000165581703186, 0.13977031409740448, -0.20285740494728088],
    ...[0.5722346901893616, -0.5898736119270325, 0.37363201379776],
  ];
  const { parts, edges, vertices } = sliceNetworkNow(
    { inputShape: [2], nodes: [{ op: 'dense', units: 8, weights, bias }] },
    { box },
  );
  expect([...parts.class].sort()).toEqual([0, 2, 3, 4, 5, 6, 7]);
  expect(vertices.length / 2 - edges.line.length + parts.class.length).toBe(1);
});

test('a vertex on a side of a polygon is a corner of it: every edge has its ends next to each other on both sides', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const { edges, parts } = sliceNetworkNow(network, { box });
      const sides = parts.cell.length;
      const next = Array.from({ length: sides }, (_, part) => {
        const corners = [...parts.vertices.subarray(parts.start[part], parts.start[part + 1])];
        return new Map(corners.map((vertex, i) => [vertex, corners[(i + 1) % corners.length]!]));
      });
      edges.line.forEach((_, edge) => {
        const [from, to] = [edges.vertices[2 * edge]!, edges.vertices[2 * edge + 1]!];
        const [left, right] = [edges.parts[2 * edge]!, edges.parts[2 * edge + 1]!];
        if (left >= 0) expect(next[left]!.get(from)).toBe(to);
        if (right >= 0) expect(next[right]!.get(to)).toBe(from);
      });
      expect(parts.vertices).toHaveLength(2 * edges.line.length - edges.parts.filter((part) => part < 0).length);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['generic', smallNetworks],
  ['coarse', coarseNetworks],
])('fractions find the same cells, maps and areas of classes in %s nets', (_, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (network) => {
      const slice = sliceNetworkNow(network, { box });
      const cells = exactSlice(network, { box, numbers: rationals });
      expect(slice.counts.activation).toBe(cells.length);
      expect(slice.counts.maps).toBe(countMaps(rationals, cells));
      const keyOf = (states: ArrayLike<number>) => Array.from(states).join('');
      const areas = new Map(cells.map(({ states, polygon }) => [keyOf(states), areaOf(toFloats(polygon))]));
      polygons(slice, 'cells').forEach((corners, cell) => {
        const states = slice.patterns!.of(cell).flatMap((stage) => [...stage]);
        expect(areas.get(keyOf(states))).toBeCloseTo(areaOf(corners), 9);
      });
      const outputs = cells[0]!.map.length;
      const byClass = new Float64Array(outputs === 1 ? 2 : outputs);
      for (const { parts } of cells) for (const part of parts) byClass[part.class]! += areaOf(toFloats(part.polygon));
      const found = new Float64Array(byClass.length);
      let tied = 0;
      polygons(slice, 'parts').forEach((corners, part) => {
        const winner = slice.parts.class[part]!;
        if (winner === tie) tied += areaOf(corners);
        else found[winner]! += areaOf(corners);
      });
      // Fractions give ties to the first class.
      const difference = byClass.map((value, i) => value - found[i]!);
      expect(Math.min(...difference)).toBeGreaterThan(-1e-9);
      expect(difference.reduce((sum, value) => sum + value, 0)).toBeCloseTo(tied, 9);
    }),
    { numRuns: 40 },
  );
});

const toFloats = (polygon: readonly (readonly Parameters<typeof rationals.toNumber>[0][])[]) =>
  polygon.map(([x, y]) => [rationals.toNumber(x!), rationals.toNumber(y!)] as [number, number]);

test('classes on a grid are those of the parts, off the boundary', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const slice = sliceNetworkNow(network, { box });
      const parts = polygons(slice, 'parts');
      for (let i = 0; i < 60; i++) {
        const point = [box[0] + ((i % 10) + 0.5) * 0.5, box[1] + (Math.floor(i / 10) + 0.5) * 1] as const;
        const inside = parts.findIndex((corners) => isInside(corners, point));
        if (inside < 0) continue;
        const outputs = outputsAt(network, point);
        const contestants = outputs.length === 1 ? [0, ...outputs] : outputs;
        const [first, second] = [...contestants].sort((a, b) => b - a);
        if (second !== undefined && first! - second < 1e-6) continue;
        expect(slice.parts.class[inside]).toBe(contestants.indexOf(first!));
      }
    }),
    { numRuns: 40 },
  );
});

function isInside(corners: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  return corners.every(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 1e-9;
  });
}

test('the affine map of a cell is the network in its middle, and its pattern the signs there', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const slice = sliceNetworkNow(network, { box });
      const mapOf = affineMaps(network, slice);
      polygons(slice, 'cells').forEach((corners, cell) => {
        const [x, y] = middleOf(corners);
        const map = mapOf(cell);
        outputsAt(network, [x, y]).forEach((output, i) => {
          expect(map[3 * i]! * x + map[3 * i + 1]! * y + map[3 * i + 2]!).toBeCloseTo(output, 9);
        });
      });
    }),
    { numRuns: 25 },
  );
});

test('the slice on a plane is that of the network whose first layer reads the plane', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const stream = randomStream(seed, 'plane');
      const network = kaimingNetwork([5, 8, 6, 3], stream);
      const plane = { origin: draws(stream, 5), right: draws(stream, 5), up: draws(stream, 5) };
      const [first, ...rest] = network.nodes;
      if (first?.op !== 'dense') throw new Error('the first node is dense');
      const onPlane = (row: number, direction: Float64Array) =>
        direction.reduce((sum, value, i) => sum + value * first.weights[5 * row + i]!, 0);
      const weights = Array.from({ length: 8 }, (_, i) => [onPlane(i, plane.right), onPlane(i, plane.up)]).flat();
      const bias = Array.from({ length: 8 }, (_, i) => onPlane(i, plane.origin) + first.bias![i]!);
      const flat: PiecewiseLinearNetwork = { inputShape: [2], nodes: [{ ...first, weights, bias }, ...rest] };
      const [one, other] = [sliceNetworkNow(network, { box, plane }), sliceNetworkNow(flat, { box })];
      expect(one.counts).toEqual(other.counts);
      expect(one.boundary).toEqual(other.boundary);
      one.vertices.forEach((value, i) => expect(value).toBeCloseTo(other.vertices[i]!, 9));
    }),
    { numRuns: 15 },
  );
});

test('the mean cell of a generic net has exactly four corners', () => {
  const network = kaimingNetwork([2, 30, 20, 10], randomStream(5, 'generic'));
  const { cells, counts } = sliceNetworkNow(network, { box, classes: false });
  expect(counts.activation).toBeGreaterThan(500);
  expect(cells.vertices.length).toBe(4 * counts.activation);
});

test.each([
  [3, 7],
  [40, 821],
])('%d generic lines in a box that holds all crossings make %d cells', (lines, cells) => {
  const angle = (i: number) => (Math.PI * (i + 0.3)) / lines;
  const layer = {
    weights: Array.from({ length: lines }, (_, i) => [Math.cos(angle(i)), Math.sin(angle(i))]),
    bias: Array.from({ length: lines }, (_, i) => Math.sin(7 * i * i + 1)),
  };
  const readout = { weights: [Array.from({ length: lines }, (_, i) => 1 + i)] };
  const slice = sliceNetworkNow(layered([layer, readout]), { box: [-1e3, -1e3, 1e3, 1e3] });
  expect(slice.counts).toEqual({ activation: cells, connected: cells, maps: cells });
});

test('n lines through the origin make 2n cells around one vertex', () => {
  const network = kaimingNetwork([2, 23, 2], randomStream(8, 'bias-free'));
  const free = {
    ...network,
    nodes: network.nodes.map((node) => (node.op === 'dense' ? { ...node, bias: undefined } : node)),
  };
  const slice = sliceNetworkNow(free, { box: [-1, -1, 1, 1], classes: false });
  expect(slice.counts.activation).toBe(46);
  const origin = slice.vertices.findIndex(
    (_, i) => i % 2 === 0 && Math.hypot(slice.vertices[i]!, slice.vertices[i + 1]!) < 1e-12,
  );
  expect(slice.cells.vertices.filter((vertex) => 2 * vertex === origin)).toHaveLength(46);
});
