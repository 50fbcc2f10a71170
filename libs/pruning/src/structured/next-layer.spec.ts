import { tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { layersWithNext, nextLayer } from './next-layer';
import { drawPlaces, patchesAt, weightRows } from './patches';
import { ownNetwork, residual } from './testing/networks';

const { network } = ownNetwork([
  { op: 'conv', name: 'first', channels: 3, kernel: 3 },
  { op: 'batch-norm' },
  { op: 'relu' },
  { op: 'max-pool', size: 2, padding: 'same', name: 'pool' },
  { op: 'conv', name: 'second', channels: 2, kernel: [1, 2], stride: 2, padding: 1 },
  { op: 'flatten' },
  { op: 'dense', name: 'logits', units: 'classes' },
]);

test('the next layer reads every channel through what passes it on', () => {
  const second = nextLayer(network, 'first');
  expect(second.node.name).toBe('second');
  expect([...second.owner]).toEqual([0, 0, 1, 1, 2, 2]);
});

test('a flatten makes of each channel several inputs', () => {
  const logits = nextLayer(network, 'second');
  const positions = logits.owner.length / 2;
  expect([...logits.owner]).toEqual([0, 1].flatMap((channel) => new Array<number>(positions).fill(channel)));
});

test('inside a residual block there is a next layer, in the stream there is none alone', () => {
  expect(nextLayer(residual.network, 'inner_1').node.name).toBe('outer_1');
  expect(() => nextLayer(residual.network, 'outer_1')).toThrow(/outer_1 cannot be thinned.*a residual stream/);
  expect(() => nextLayer(network, 'logits')).toThrow(/logits cannot be thinned.*they are the logits/);
  expect(layersWithNext(residual.network)).toEqual(['inner_1', 'inner_2']);
  expect(layersWithNext(network)).toEqual(['first', 'second']);
});

test('a layer that two others read has no next layer, and a depthwise convolution passes channels on', () => {
  const mixed = ownNetwork([
    { op: 'conv', name: 'split', channels: 3, kernel: 1 },
    { op: 'conv', name: 'left', channels: 4, kernel: 1, inputs: ['split'] },
    { op: 'conv', name: 'depthwise', channels: 4, kernel: 3, groups: 'depthwise' },
    { op: 'conv', name: 'pointwise', channels: 2, kernel: 1 },
    { op: 'conv', name: 'right', channels: 4, kernel: 1, inputs: ['split'] },
    { op: 'concat', inputs: ['pointwise', 'right'] },
    { op: 'flatten' },
    { op: 'dense', units: 'classes' },
  ]).network;
  expect(() => nextLayer(mixed, 'split')).toThrow(/2 layers read them/);
  expect(nextLayer(mixed, 'left').node.name).toBe('pointwise');
  expect([...new Set(nextLayer(mixed, 'right').owner)]).toEqual([-1, 0, 1, 2, 3]);
});

test('patches are what an output reads, zeros in the padding', () => {
  const { node } = nextLayer(network, 'first');
  const images = Float32Array.from({ length: 3 * 3 * 3 }, (_, i) => i + 1);
  const inputs = tensor(images, [1, 3, 3, 3]);
  const at = (row: number, column: number) => [...patchesAt(node, inputs, [{ image: 0, row, column }])];
  // Kernel 1 x 2, stride 2, padding 1 all around: rows -1, 1, 3; columns from -1, 1.
  expect(at(0, 0)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(at(1, 0)).toEqual([0, 4, 0, 13, 0, 22]);
  expect(at(1, 1)).toEqual([5, 6, 14, 15, 23, 24]);
});

test('weights on patches make the outputs of the layer', () => {
  const logits = nextLayer(network, 'second');
  const inputs = logits.owner.length;
  const weights = tensor(
    Float32Array.from({ length: inputs * 3 }, (_, i) => i),
    [inputs, 3],
  );
  const rows = weightRows(logits.node, weights);
  expect([rows[0], rows[1], rows[inputs]]).toEqual([0, 3, 1]);
});

test('places are drawn within the outputs, as many of every image', () => {
  const { node } = nextLayer(network, 'first');
  const places = drawPlaces(node, 4, 5, randomStream(1, 'places'));
  expect(places.map(({ image }) => image)).toEqual([0, 1, 2, 3].flatMap((image) => new Array<number>(5).fill(image)));
  const [, rows, columns] = node.outputShape as [number, number, number];
  expect(places.every(({ row, column }) => row < rows && column < columns)).toBe(true);
  expect(new Set(places.map(({ row }) => row)).size).toBeGreaterThan(1);
});
