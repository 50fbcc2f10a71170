import { sliceLine } from './line/slice-line';
import type { PiecewiseLinearNetwork } from './network';
import type { Box } from './plane';
import { affineMaps } from './result/affine-maps';
import { boxLine, tie } from './result/complex';
import { sliceNetworkNow } from './slice';
import { layered, segmentsOf } from './testing/nets';

const box: Box = [-2, -2, 2, 2];
const zeros = (rows: number, columns: number) => Array.from({ length: rows }, () => Array<number>(columns).fill(0));
const one = { activation: 1, connected: 1, maps: 1 };

test('all weights pruned: one cell, and a tie all over it', () => {
  const slice = sliceNetworkNow(layered([{ weights: zeros(5, 2) }, { weights: zeros(3, 5) }]), { box });
  expect(slice.counts).toEqual(one);
  expect([...slice.parts.class]).toEqual([tie]);
  expect(slice.boundary).toEqual({ edges: new Int32Array(), betti: [0, 0], regions: [{ class: tie, count: 1 }] });
  expect([...slice.edges.line]).toEqual([boxLine, boxLine, boxLine, boxLine]);
});

test('a layer pruned away in the middle: what comes after it is constant', () => {
  const layers = [
    {
      weights: [
        [1, 0],
        [0, 1],
      ],
    },
    { weights: zeros(2, 2), bias: [1, -1] },
    {
      weights: [
        [1, 5],
        [0, 0],
      ],
    },
  ];
  const slice = sliceNetworkNow(layered(layers), { box });
  expect(slice.counts).toEqual({ activation: 4, connected: 1, maps: 1 });
  expect([...slice.parts.class]).toEqual([0, 0, 0, 0]);
  expect([...slice.patterns!.of(0)[1]!]).toEqual([1, 0]);
});

test('a class that never wins has no part', () => {
  const slice = sliceNetworkNow(
    layered([
      {
        weights: [
          [1, 0],
          [0, 1],
        ],
        bias: [100, 0],
      },
    ]),
    { box },
  );
  expect([...slice.parts.class]).toEqual([0]);
  expect(slice.boundary.betti).toEqual([0, 0]);
});

test('no hidden layer: one cell, cut by its classes', () => {
  const slice = sliceNetworkNow(
    layered([
      {
        weights: [
          [1, 1],
          [-1, 1],
          [0, -1],
        ],
      },
    ]),
    { box },
  );
  expect(slice.counts).toEqual(one);
  expect(segmentsOf(slice)).toEqual([
    [-2, -1, 0, 0],
    [0, 0, 0, 2],
    [0, 0, 2, -1],
  ]);
  expect(slice.patterns!.of(0)).toEqual([]);
});

test('repeated, scaled and opposite lines are one line', () => {
  const weights = [
    [1, 1],
    [1, 1],
    [3, 3],
    [-2, -2],
    [0, 1],
  ];
  const slice = sliceNetworkNow(layered([{ weights }, { weights: [[1, 2, 3, 4, 5]] }]), { box, classes: false });
  expect(slice.counts).toEqual({ activation: 4, connected: 4, maps: 4 });
  expect(slice.vertices).toHaveLength(2 * 7);
});

test('lines through corners of the box and through each other', () => {
  const weights = [
    [1, -1],
    [1, 1],
    [1, 0],
    [0, 1],
    [1, -2],
  ];
  const slice = sliceNetworkNow(layered([{ weights }, { weights: [[1, 1, 1, 1, 1]] }]), { box, classes: false });
  expect(slice.counts.activation).toBe(10);
  // Four corners, six places on the sides and the centre.
  expect(slice.vertices).toHaveLength(2 * 11);
});

test('a line along a side of the box cuts nothing', () => {
  const slice = sliceNetworkNow(
    layered([
      {
        weights: [
          [1, 0],
          [0, -1],
        ],
        bias: [2, 2],
      },
      { weights: [[1, 1]] },
    ]),
    { box },
  );
  expect(slice.counts).toEqual(one);
  expect([...slice.patterns!.of(0)[0]!]).toEqual([1, 1]);
});

test('a unit that is 0 on a region is off there', () => {
  // relu(relu(x)): the second unit is 0 for x < 0, where it draws no line.
  const slice = sliceNetworkNow(layered([{ weights: [[1, 0]] }, { weights: [[1]] }, { weights: [[1]] }]), { box });
  expect(slice.counts.activation).toBe(2);
  expect([0, 1].map((cell) => slice.patterns!.of(cell).map(([state]) => state)).sort()).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test('cells that are apart may have one map: connected regions are more than maps', () => {
  // relu(x - 1) + relu(-x - 1): 0 between, and |y| cuts it without a change of the output.
  const layer = {
    weights: [
      [1, 0],
      [-1, 0],
      [0, 1],
    ],
    bias: [-1, -1, 0],
  };
  const apart = layered([layer, { weights: [[1, -1, 0]] }]);
  expect(sliceNetworkNow(apart, { box, classes: false }).counts).toEqual({ activation: 6, connected: 3, maps: 3 });
  // min(|x|, 1) is 1 on both sides.
  const cut = {
    weights: [
      [1, 0],
      [-1, 0],
      [1, 0],
      [-1, 0],
    ],
    bias: [0, 0, -1, -1],
  };
  const capped = layered([cut, { weights: [[1, 1, -1, -1]] }]);
  expect(sliceNetworkNow(capped, { box, classes: false }).counts).toEqual({ activation: 4, connected: 4, maps: 3 });
});

test('without patterns there are no affine maps', () => {
  const network = layered([{ weights: [[1, 0]] }, { weights: [[1]] }]);
  const slice = sliceNetworkNow(network, { box, patterns: false });
  expect(slice.patterns).toBeUndefined();
  expect(() => affineMaps(network, slice)).toThrow(/without patterns/);
  expect(() => affineMaps(network, sliceNetworkNow(network, { box }))(2)).toThrow(
    /no such cell \(got 2\): expected 0 to 1/,
  );
});

test('a small box far away sees what is there', () => {
  const layer = {
    weights: [
      [1, 0],
      [0, 1],
    ],
    bias: [-1e6, 1e6],
  };
  const slice = sliceNetworkNow(layered([layer, { weights: [[1, 1]] }]), {
    box: [1e6 - 1e-3, -1e6 - 1e-3, 1e6 + 1e-3, -1e6 + 1e-3],
    classes: false,
  });
  expect(slice.counts.activation).toBe(4);
});

test('a window of more places than a byte tells apart', () => {
  const inputs = 600;
  const axis = (place: number) => Array.from({ length: inputs }, (_, i) => (i === place ? 1 : 0));
  const plane = { origin: axis(3).map(() => -10), right: axis(555), up: axis(10) };
  const network: PiecewiseLinearNetwork = {
    inputShape: [1, 1, inputs],
    nodes: [
      { op: 'max-pool', size: [1, inputs] },
      { op: 'dense', units: 1, weights: [1], bias: [10] },
    ],
  };
  const slice = sliceNetworkNow(network, { box: [0, 0, 2, 2], plane });
  expect(slice.counts.activation).toBe(2);
  const maps = affineMaps(network, slice);
  const cells = [0, 1].map((cell) => [slice.patterns!.of(cell)[0]![0], ...maps(cell)]);
  expect(cells.sort((a, b) => a[0]! - b[0]!)).toEqual([
    [10, 0, 1, 0],
    [555, 1, 0, 0],
  ]);
  const { patterns } = sliceLine(network, axis(555), axis(10));
  expect([0, 1].map((piece) => patterns.of(piece)[0]![0])).toEqual([555, 10]);
});
