import { InputError, randomStream } from '@tombola/shared';
import { svgDocument } from '../drawing/drawing';
import { denseNull, polygonDistances } from './dense-null';
import { drawLotteryGrid } from './grid';
import { lotteryMeasures, networkMeasures } from './measures';
import { layersOfRecord, type WeightsRecord } from './weights-record';

const { PI, cos, sin } = Math;

/** A record from rows of output units. */
function record(hidden: number[][], output: number[][], bias?: readonly [number[], number[]]): WeightsRecord {
  const stored = (rows: number[][]) => ({
    shape: [rows[0]!.length, rows.length],
    data: rows[0]!.flatMap((_, input) => rows.map((row) => row[input]!)),
  });
  return {
    'dense_1/weights': stored(hidden),
    'dense_2/weights': stored(output),
    ...(bias && {
      'dense_1/bias': { shape: [hidden.length], data: bias[0] },
      'dense_2/bias': { shape: [output.length], data: bias[1] },
    }),
  };
}

/** Alfarra's network without a tie: area 4, two bridges with the rays (1, 1) and (-2, 1). */
const hidden = [
  [1, 0],
  [0, 1],
  [-1, -1],
];
const output = [
  [1, 0, 2],
  [0, 1, 1],
];
const net = record(hidden, output);

const turned = (angle: number) =>
  record(
    hidden.map(([x, y]) => [cos(angle) * x! - sin(angle) * y!, sin(angle) * x! + cos(angle) * y!]),
    output,
  );

function random(seed: number): WeightsRecord {
  const stream = randomStream(seed, 'net');
  const rows = (count: number, length: number) =>
    Array.from({ length: count }, () => Array.from({ length }, () => stream.normal()));
  return record(rows(40, 2), rows(2, 40), [rows(1, 40)[0]!, rows(1, 2)[0]!]);
}

test('stored weights [in, out] are rows of output units, biases with them', () => {
  expect(
    layersOfRecord(
      record(hidden, output, [
        [1, 2, 3],
        [4, 5],
      ]),
    ).layers,
  ).toEqual([
    { weights: hidden, bias: [1, 2, 3] },
    { weights: output, bias: [4, 5] },
  ]);
});

test('layers are in the order of the record, whatever they are called', () => {
  const { 'dense_2/weights': second, 'dense_1/weights': first } = net;
  expect(layersOfRecord({ 'hidden/weights': first!, 'classes/weights': second! })).toEqual(layersOfRecord(net));
  expect(layersOfRecord({ 'dense_9/weights': first!, 'dense_10/weights': second! })).toEqual(layersOfRecord(net));
  // Sizes do not say which is which.
  const a = { shape: [2, 2], data: [1, 2, 3, 4] };
  const b = { shape: [2, 2], data: [5, 6, 7, 8] };
  expect(layersOfRecord({ 'b/weights': a, 'a/weights': b }).layers[0]!.weights).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test('a network has the measures of its polygon and its slice', () => {
  expect(networkMeasures(net)).toMatchObject({
    bridges: 2,
    vertices: 5,
    area: 4,
    // Three lines through the origin.
    regions: { activation: 6 },
  });
  const perimeter = 1 + Math.hypot(2, 2) + Math.hypot(1, 1) * 2 + Math.hypot(1, 2);
  expect(networkMeasures(net).perimeter).toBeCloseTo(perimeter, 12);
});

test('a network is at no distance from itself, and units rescaled, permuted or dead change nothing', () => {
  const same = record(
    [
      [0, 2],
      [-3, -3],
      [1, 0],
      [0, 0],
    ],
    [
      [0, 2 / 3, 1, 5],
      [0.5, 1 / 3, 0, 7],
    ],
  );
  for (const other of [net, same]) {
    const { distances, bridges } = lotteryMeasures(net, other);
    expect(bridges).toBe(2);
    expect(distances.hausdorff.distance).toBeCloseTo(0, 12);
    expect(distances.orientation.wasserstein).toBeCloseTo(0, 12);
    expect(distances.rays.mean).toBeCloseTo(0, 12);
  }
});

test('a turned network is as far in orientation as it was turned, one that is larger only in size', () => {
  const { distances } = lotteryMeasures(net, turned(0.2));
  expect(distances.orientation.wasserstein).toBeCloseTo(0.2, 9);
  expect(distances.rays.mean).toBeCloseTo(0.2, 9);
  const larger = record(
    hidden.map((row) => row.map((weight) => 10 * weight)),
    output,
  );
  const size = lotteryMeasures(net, larger).distances;
  expect(size.orientation.wasserstein).toBeCloseTo(0, 12);
  expect(size.normalised.perimeter).toBeCloseTo(0, 12);
  expect(size.hausdorff.distance).toBeGreaterThan(9);
});

test('a network of which nothing is left is as far in orientation as can be, and has no bridges', () => {
  const nothing = record(
    hidden.map((row) => row.map(() => 0)),
    output,
  );
  const { distances, bridges, area, regions } = lotteryMeasures(net, nothing);
  expect([bridges, area, regions.activation]).toEqual([0, 0, 1]);
  expect(distances.orientation.wasserstein).toBe(PI);
  expect(polygonDistances(distances).hausdorff).toBe(0.25);
  expect(polygonDistances(lotteryMeasures(nothing, nothing).distances)).toEqual({
    orientation: 0,
    hausdorff: 0,
    rays: 0,
  });
});

test('the null distribution has all pairs, and a band of their middle', () => {
  const nets = [1, 2, 3, 4, 5].map(random);
  const { distances, bands } = denseNull(nets);
  expect(distances.orientation).toHaveLength(10);
  expect(distances.orientation[0]).toBe(lotteryMeasures(nets[0]!, nets[1]!).distances.orientation.wasserstein);
  expect(bands.orientation.n).toBe(10);
  for (const measure of ['orientation', 'hausdorff', 'rays'] as const) {
    const { low, median, high } = bands[measure];
    expect(0 < low && low <= median && median <= high).toBe(true);
  }
  const near = lotteryMeasures(nets[0]!, nets[0]!).distances.orientation.wasserstein;
  expect(near).toBeLessThan(bands.orientation.low);
  expect(() => denseNull([net])).toThrow(/two or more/);
});

test('the grid has a polygon and a slice for every network, and how far it has turned', () => {
  const rows = [
    { label: 'ticket', nets: [net, turned(0.25)] },
    { label: 'N(0, 1) <redrawn>', nets: [net, undefined] },
  ];
  const grid = drawLotteryGrid({ columns: ['dense', '50 %'], rows, classes: ['left', 'right'] });
  expect(grid.body.match(/class="polygon"/g)).toHaveLength(3);
  expect(grid.body.match(/class="boundary"/g)).toHaveLength(3);
  expect(grid.body.match(/class="bridge"/g)!.length).toBeGreaterThanOrEqual(6);
  expect(grid.body).toContain('0.25 rad');
  expect(grid.body).toContain('&lt;redrawn&gt;');
  expect(svgDocument(drawLotteryGrid({ columns: ['dense', '50 %'], rows, classes: ['left', 'right'] }))).toBe(
    svgDocument(grid),
  );
});

test.each<[string, WeightsRecord, RegExp]>([
  [
    'a convolution',
    { 'conv_1/weights': { shape: [1, 1, 3, 3], data: new Float32Array(9) } },
    /not the weights of a dense layer/,
  ],
  ['batch norm', { ...net, 'batch_norm_1/scale': { shape: [3], data: [1, 1, 1] } }, /batch_norm_1\/scale/],
  ['one layer', { 'dense_1/weights': net['dense_1/weights']! }, /one hidden layer/],
  ['three inputs', record([[1, 2, 3]], [[1], [2]]), /two inputs|2 inputs|inputs/],
  ['a weight that is no number', record([[NaN, 1]], [[1], [2]]), /finite|NaN/],
  ['nothing', {}, /dense layers/],
])('refuses %s', (_, wrong, message) => {
  expect(() => lotteryMeasures(wrong, wrong)).toThrow(InputError);
  expect(() => lotteryMeasures(wrong, wrong)).toThrow(message);
});
