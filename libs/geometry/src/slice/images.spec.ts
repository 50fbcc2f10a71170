import { randomStream, type RandomStream } from '@tombola/shared';
import { rationals } from '../numbers/rationals';
import type { Rational } from '../numbers/rational';
import { exactSlice, type ExactCell } from './exact/exact-slice';
import type { NetworkNode, PiecewiseLinearNetwork } from './network';
import type { Box } from './plane';
import { sliceNetworkNow } from './slice';
import { areaOf, cornersOf, draws as fineDraws } from './testing/nets';

/** Numbers of few digits, which fractions can be made of. */
function draws(stream: RandomStream, count: number): Float64Array {
  return fineDraws(stream, count).map((value) => Math.round(64 * value) / 64);
}

const box: Box = [-2, -1, 1, 2];

function conv(
  stream: RandomStream,
  channelsIn: number,
  options: Partial<NetworkNode> & { channels: number },
): NetworkNode {
  const { kernel = [3, 3], groups = 1 } = options as { kernel?: [number, number]; groups?: number };
  const { channels } = options;
  const weights = draws(stream, (channels * channelsIn * kernel[0] * kernel[1]) / groups);
  return { op: 'conv', weights, bias: draws(stream, channels), kernel, ...options } as NetworkNode;
}

function dense(stream: RandomStream, inputs: number, units: number): NetworkNode {
  return { op: 'dense', units, weights: draws(stream, inputs * units), bias: draws(stream, units) };
}

function batchNorm(stream: RandomStream, channels: number): NetworkNode {
  const variance = draws(stream, channels).map((value) => value * value + 0.1);
  const [scale, shift, mean] = [draws(stream, channels), draws(stream, channels), draws(stream, channels)];
  return { op: 'batch-norm', scale, shift, mean, variance };
}

/** Networks of images [channels, height, width], with everything that they are made of. */
const networks: Record<string, (stream: RandomStream) => PiecewiseLinearNetwork> = {
  'a convolution with stride and padding, max-pooling, dense': (stream) => ({
    inputShape: [2, 5, 5],
    nodes: [
      conv(stream, 2, { channels: 2, stride: [2, 1], padding: [1, 0, 1, 0] }),
      { op: 'relu' },
      { op: 'max-pool', size: [2, 2], stride: [1, 2] },
      { op: 'flatten' },
      dense(stream, 4, 3),
    ],
  }),
  'groups, batch norm that folds, leaky ReLU, average pooling with padding': (stream) => ({
    inputShape: [2, 3, 3],
    nodes: [
      conv(stream, 2, { channels: 4, kernel: [2, 2], groups: 2 }),
      batchNorm(stream, 4),
      { op: 'leaky-relu', slope: 0.2 },
      { op: 'average-pool', size: [2, 2], padding: [1, 0, 0, 1] },
      { op: 'flatten' },
      dense(stream, 4, 2),
    ],
  }),
  'residuals whose shortcut skips a stage, batch norm that does not fold, global pooling': (stream) => ({
    inputShape: [1, 3, 3],
    nodes: [
      conv(stream, 1, { channels: 2, kernel: [2, 2] }),
      { op: 'relu' },
      conv(stream, 2, { channels: 2, padding: [1, 1, 1, 1] }),
      { op: 'relu' },
      { op: 'add', from: [3, 1] },
      batchNorm(stream, 2),
      { op: 'relu' },
      { op: 'add', from: [6, 5] },
      { op: 'global-average-pool' },
      dense(stream, 2, 2),
    ],
  }),
  'channels side by side, a batch norm read twice, max-pooling with padding first': (stream) => ({
    inputShape: [1, 3, 3],
    nodes: [
      { op: 'max-pool', size: [2, 2], padding: [1, 0, 0, 1] },
      conv(stream, 1, { channels: 1, kernel: [1, 1] }),
      batchNorm(stream, 1),
      { op: 'concat', from: [0, 2, 1] },
      { op: 'relu' },
      dense(stream, 12, 1),
    ],
  }),
  'units without images: concat of a layer and its input, ReLU of ReLU': (stream) => ({
    inputShape: [3],
    nodes: [
      dense(stream, 3, 4),
      { op: 'relu' },
      { op: 'relu' },
      { op: 'concat', from: [2, -1] },
      { op: 'relu', from: 3 },
      { op: 'relu', from: 3 },
      { op: 'add', from: [4, 5] },
      dense(stream, 7, 3),
    ],
  }),
};

function toFloats(cells: readonly ExactCell<Rational>[]) {
  const float = (polygon: ExactCell<Rational>['polygon']) =>
    polygon.map(([x, y]) => [rationals.toNumber(x), rationals.toNumber(y)] as [number, number]);
  return cells.map(({ states, polygon, parts }) => ({
    states,
    polygon: float(polygon),
    parts: parts.map((part) => ({ class: part.class, polygon: float(part.polygon) })),
  }));
}

test.each(Object.keys(networks))('%s: cells, patterns and classes as by splitting polygons', (name) => {
  for (let seed = 0; seed < 3; seed++) {
    const stream = randomStream(seed, name);
    const network = networks[name]!(stream);
    const inputs = network.inputShape.reduce((size, extent) => size * extent, 1);
    const plane = { origin: draws(stream, inputs), right: draws(stream, inputs), up: draws(stream, inputs) };
    const slice = sliceNetworkNow(network, { box, plane });
    const cells = toFloats(exactSlice(network, { box, plane, numbers: rationals }));
    const exact = new Map(cells.map(({ states, polygon }) => [states.join(' '), areaOf(polygon)]));
    const found = new Map(
      Array.from({ length: slice.counts.activation }, (_, cell) => {
        const states = slice.patterns!.of(cell).flatMap((stage) => [...stage]);
        return [states.join(' '), areaOf(cornersOf(slice, slice.cells, cell))];
      }),
    );
    expect(found.size).toBeGreaterThan(3);
    expect([...found.keys()].sort()).toEqual([...exact.keys()].sort());
    for (const [states, area] of exact) expect(found.get(states)).toBeCloseTo(area, 9);
    const areas = (parts: readonly (readonly [number, number])[]) => {
      const sums: number[] = [];
      for (const [winner, area] of parts) sums[winner] = (sums[winner] ?? 0) + area;
      return sums;
    };
    const byParts = areas(
      Array.from(slice.parts.class, (winner, part) => [winner, areaOf(cornersOf(slice, slice.parts, part))]),
    );
    const byFractions = areas(
      cells.flatMap(({ parts }) => parts.map((part) => [part.class, areaOf(part.polygon)] as const)),
    );
    expect(byParts).toHaveLength(byFractions.length);
    byFractions.forEach((area, winner) => expect(byParts[winner]).toBeCloseTo(area, 9));
  }
});
