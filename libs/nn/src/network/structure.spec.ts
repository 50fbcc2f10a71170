import type { NodeDefinitionInput } from '@tombola/shared';
import { statisticsOf } from './network';
import { structureOf } from './structure';

const data = { inputShape: [3, 9, 8], classes: 4 } as const;
const head: NodeDefinitionInput[] = [{ op: 'flatten' }, { op: 'dense', units: 'classes' }];
const network = (...nodes: NodeDefinitionInput[]) => structureOf({ name: 'mine', nodes }, data);
const shapeOf = (node: NodeDefinitionInput) => network(node, ...head).nodes[0]!.outputShape;

test('nodes are called by op and number, and read the one before', () => {
  const { nodes } = network(
    { op: 'conv', channels: 2, kernel: 1 },
    { op: 'batch-norm' },
    { op: 'batch-norm' },
    ...head,
  );
  expect(nodes.map(({ name, inputs }) => [name, ...inputs])).toEqual([
    ['conv_1', 'images'],
    ['batch_norm_1', 'conv_1'],
    ['batch_norm_2', 'batch_norm_1'],
    ['flatten_1', 'batch_norm_2'],
    ['dense_1', 'flatten_1'],
  ]);
});

test.each<[NodeDefinitionInput, readonly number[]]>([
  [{ op: 'conv', channels: 5, kernel: 3 }, [5, 9, 8]],
  [{ op: 'conv', channels: 5, kernel: 3, padding: 'valid' }, [5, 7, 6]],
  [{ op: 'conv', channels: 5, kernel: [1, 4], padding: 'valid' }, [5, 9, 5]],
  [{ op: 'conv', channels: 5, kernel: 3, stride: 2 }, [5, 5, 4]],
  [{ op: 'conv', channels: 5, kernel: 3, stride: [1, 2], padding: 1 }, [5, 9, 4]],
  [{ op: 'conv', channels: 5, kernel: 3, padding: [0, 1, 2, 0] }, [5, 8, 8]],
  [{ op: 'max-pool', size: 2 }, [3, 4, 4]],
  [{ op: 'average-pool', size: 2, padding: 'same' }, [3, 5, 4]],
  [{ op: 'max-pool', size: 3, stride: 2, padding: 1 }, [3, 5, 4]],
  [{ op: 'batch-norm' }, [3, 9, 8]],
  [{ op: 'relu' }, [3, 9, 8]],
  [{ op: 'dropout', rate: 0.5 }, [3, 9, 8]],
  [{ op: 'flatten' }, [216]],
  [{ op: 'global-average-pool' }, [3]],
  [{ op: 'concat', inputs: ['images', 'images'] }, [6, 9, 8]],
  [{ op: 'add', inputs: ['images', 'images'] }, [3, 9, 8]],
])('%j makes %j of 3 x 9 x 8', (node, shape) => {
  expect(shapeOf(node)).toEqual(shape);
});

test('padding is resolved to top, bottom, left, right; same puts the odd row at the bottom', () => {
  const conv = { op: 'conv', channels: 1, kernel: 3 } as const;
  const padded = (node: NodeDefinitionInput) => network(node, ...head).nodes[0];
  expect(padded({ ...conv, stride: 2 })).toMatchObject({ padding: [1, 1, 0, 1], stride: [2, 2], kernel: [3, 3] });
  expect(padded({ ...conv, padding: 2 })).toMatchObject({ padding: [2, 2, 2, 2] });
  expect(padded({ ...conv, padding: 'valid' })).toMatchObject({ padding: [0, 0, 0, 0] });
  expect(padded({ op: 'max-pool', size: [2, 3] })).toMatchObject({ size: [2, 3], stride: [2, 3] });
});

test('groups cut channels, and the weights of a convolution are [out, in / groups, height, width]', () => {
  const first = (groups: number | 'depthwise', channels: number) =>
    network({ op: 'conv', channels, kernel: [3, 2], groups, padding: 'valid' }, ...head).layers[0]!;
  expect(first(1, 6)).toMatchObject({ kind: 'conv', macs: 6 * 7 * 7 * 3 * 6 });
  expect(first(1, 6).parameters).toMatchObject([
    { name: 'conv_1/weights', shape: [6, 3, 3, 2], fanIn: 18, fanOut: 36, prunable: true },
    { name: 'conv_1/bias', shape: [6], prunable: false },
  ]);
  expect(first(3, 6).parameters[0]).toMatchObject({ shape: [6, 1, 3, 2], fanIn: 6, fanOut: 12 });
  expect(first('depthwise', 3)).toMatchObject({ macs: 3 * 7 * 7 * 6 });
});

test('batch norm has a scale and a shift, never pruned, and statistics that are no parameters', () => {
  const { layers, ...rest } = network({ op: 'batch-norm', name: 'norm' }, ...head);
  expect(layers[0]).toMatchObject({ kind: 'batch-norm', macs: 0, output: false });
  expect(layers[0]!.parameters).toMatchObject([
    { name: 'norm/scale', shape: [3], role: 'scale', prunable: false },
    { name: 'norm/shift', shape: [3], role: 'shift', prunable: false },
  ]);
  expect(statisticsOf({ layers, ...rest }).map(({ name }) => name)).toEqual(['norm/mean', 'norm/variance']);
});

test('whatever makes the logits last is an output layer', () => {
  const outputs = (...nodes: NodeDefinitionInput[]) =>
    network(...nodes).layers.flatMap(({ name, output }) => (output ? [name] : []));
  expect(outputs({ op: 'conv', channels: 9, kernel: 1 }, ...head)).toEqual(['dense_1']);
  const conv = { op: 'conv', channels: 'classes', kernel: 1 } as const;
  expect(outputs(conv, { op: 'batch-norm' }, { op: 'global-average-pool' })).toEqual(['conv_1']);
  expect(
    outputs(
      { op: 'flatten', name: 'flat' },
      { op: 'dense', units: 4, name: 'a' },
      { op: 'dense', units: 4, name: 'b', inputs: ['flat'] },
      { op: 'add', inputs: ['a', 'b'] },
    ),
  ).toEqual(['a', 'b']);
});

describe('a definition that cannot be', () => {
  const conv = { op: 'conv', channels: 4, kernel: 3 } as const;
  const flat = { op: 'flatten' } as const;
  test.each<[string, NodeDefinitionInput[], RegExp]>([
    [
      'an input that is nowhere',
      [{ ...conv, inputs: ['convolution'] }, ...head],
      /conv_1 \(conv\) reads what is not before it \(got "convolution"\): expected one of images\. Name a node/,
    ],
    [
      'an input that comes later',
      [{ op: 'add', inputs: ['images', 'flatten_1'] }, ...head],
      /reads what is not before it \(got "flatten_1"\)/,
    ],
    [
      'two nodes of one name',
      [{ ...conv, name: 'a' }, { op: 'relu', name: 'a' }, ...head],
      /two nodes of mine have one name \(got "a"\).*another name/,
    ],
    ['a name that a default has', [{ ...conv, name: 'conv_2' }, conv, ...head], /one name \(got "conv_2"\)/],
    ['a node called images', [{ ...conv, name: 'images' }, ...head], /name of the examples \(got "images"\)/],
    [
      'a node that nobody reads',
      [conv, { ...flat, inputs: ['images'] }, { op: 'dense', units: 4 }],
      /made and not used \(got "conv_1"\).*Remove it/,
    ],
    [
      'groups that do not divide',
      [{ ...conv, groups: 2 }, ...head],
      /conv_1 \(conv\) cannot cut its channels into 2 equal groups \(got "3 channels to 4"\).*Choose groups that divide 3 and 4/,
    ],
    [
      'depthwise with other channels',
      [{ ...conv, groups: 'depthwise' }, ...head],
      /3 equal groups \(got "3 channels to 4"\)/,
    ],
    [
      'a kernel larger than its image',
      [{ ...conv, kernel: 10, padding: 'valid' }, ...head],
      /window larger than its image \(got "10 x 10"\): expected at most 9 x 8, padding included/,
    ],
    [
      'a pool of what is too small',
      [{ op: 'global-average-pool' }, { op: 'max-pool', size: 2 }, ...head],
      /max_pool_1 \(max-pool\) reads an image \(got "global_average_pool_1 \[3\]"\)/,
    ],
    [
      'a pool in its padding',
      [{ op: 'average-pool', size: 2, padding: 2 }, ...head],
      /nothing but padding.*padding below its size, 2 x 2/,
    ],
    [
      'a dense layer on an image',
      [{ op: 'dense', units: 4 }],
      /dense_1 \(dense\) reads units \(got "images \[3, 9, 8\]"\).*Put a flatten/,
    ],
    [
      'a sum of different shapes',
      [conv, { op: 'add', inputs: ['images', 'conv_1'] }, ...head],
      /adds different shapes \(got "conv_1 \[4, 9, 8\]"\): expected \[3, 9, 8\], as images has.*1x1 convolution/,
    ],
    [
      'channels of different extents',
      [{ op: 'max-pool', size: 2 }, { op: 'concat', inputs: ['images', 'max_pool_1'] }, ...head],
      /different extents side by side \(got "max_pool_1 \[3, 4, 4\]"\).*\[3, 9, 8\]/,
    ],
    [
      'a last node that makes no logits',
      [conv],
      /last node, conv_1 \(conv\), does not make the logits \(got "\[4, 9, 8\]"\): expected \[4\].*End with/,
    ],
    [
      'logits of other classes',
      [flat, { op: 'dense', units: 10 }],
      /last node, dense_1 .*\(got "\[10\]"\): expected \[4\]/,
    ],
    [
      'a tensor beyond 32 bits',
      [{ ...conv, channels: 2 ** 30 }, ...head],
      /what node conv_1 \(conv\) makes is more than a tensor holds \(got "1073741824 x 9 x 8"\)/,
    ],
    [
      'weights beyond 32 bits',
      [flat, { op: 'dense', units: 2 ** 30 }, { op: 'dense', units: 4 }],
      /dense_1\/weights is more than a tensor holds \(got "216 x 1073741824"\)/,
    ],
    [
      'no channels',
      [{ ...conv, channels: 0 }, ...head],
      /the network is wrong at nodes\.0\.channels \(got 0\): expected a positive integer\./,
    ],
    [
      'a kernel of three extents',
      [{ ...conv, kernel: [1, 2, 3] as never }, ...head],
      /nodes\.0\.kernel .*a positive integer, or \[height, width\]/,
    ],
    [
      'a padding of another name',
      [{ ...conv, padding: 'full' as never }, ...head],
      /nodes\.0\.padding \(got "full"\): expected "same", "valid"/,
    ],
    [
      'an op of another library',
      [{ op: 'conv2d', channels: 1 } as never, ...head],
      /nodes\.0\.op \(got "conv2d"\): expected conv, dense, batch-norm/,
    ],
    ['a sum of one', [{ op: 'add', inputs: ['images'] }, ...head], /nodes\.0\.inputs/],
    [
      'a name with a slash',
      [{ ...conv, name: 'block/conv' }, ...head],
      /nodes\.0\.name \(got "block\/conv"\): expected a letter, then/,
    ],
    ['nothing', [], /nodes/],
  ])('%s is refused with what, value, expectation and remedy', (_, nodes, message) => {
    expect(() => network(...nodes)).toThrow(message);
  });
});
