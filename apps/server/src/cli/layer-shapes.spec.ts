import { layersOfShapes } from './layer-shapes';

test('shapes are layers, the last one the output', () => {
  const layers = layersOfShapes(
    [
      { shape: [8, 3, 3, 3], positions: 100 },
      { name: 'deep', shape: [8, 1, 3, 3], macs: 7200, depthwise: true },
      [8, 16, 1, 1],
      [16, 10],
    ],
    'list.json',
  );
  expect(layers.map(({ name }) => name)).toEqual(['conv_1', 'deep', 'conv_3', 'dense_1']);
  expect(layers.map(({ macs }) => macs)).toEqual([21_600, 7200, undefined, 160]);
  expect(layers.map(({ output }) => output)).toEqual([false, false, false, true]);
  expect(layers[1]).toEqual({
    name: 'deep',
    weights: 'deep/weights',
    shape: [8, 1, 3, 3],
    kind: 'conv',
    output: false,
    depthwise: true,
    macs: 7200,
  });
});

test.each([
  [[], 'at least one layer'],
  [[[784, 300, 2]], 'wrong at 0.shape: expected [in, out] of a dense layer, or [out, in / groups, height, width]'],
  [[[784, 0]], 'wrong at 0.shape'],
  [[{ shape: [2, 2], macs: 4, positions: 1 }], 'expected macs or positions'],
  [[{ shape: [2, 2], size: 4 }], 'wrong at 0'],
  [[[2, 2], { name: 'dense_1', shape: [2, 2] }], 'two layers in list.json have one name (got "dense_1")'],
])('%j is refused', (value, message) => {
  expect(() => layersOfShapes(value, 'list.json')).toThrow(message);
});
