import type { KernelCase } from '../../testing/kernel-cases';
import { coins, integers, normal, type Recipe } from '../../testing/recipes';
import { tf } from '../../tensorflow';
import type * as tfTypes from '@tensorflow/tfjs-core';

const anyDtype: [title: string, recipe: (...shape: number[]) => Recipe][] = [
  ['of floats', normal],
  ['of whole numbers', (...shape) => integers(-9, 10, ...shape)],
  ['of bools', coins],
];

type Move = [
  kernel: string,
  title: string,
  shape: number[],
  program: (x: tfTypes.Tensor) => tfTypes.Tensor | tfTypes.Tensor[],
];

const moves: Move[] = [
  ['Reshape', 'to other ranks', [2, 3, 4], (x) => [tf.reshape(x, [6, 4]), tf.reshape(x, [-1]), tf.reshape(x, [4, 1, 6])]],
  ['Reshape', 'of nothing', [0, 3], (x) => [tf.reshape(x, [3, 0]), tf.reshape(x, [0]), tf.reshape(x, [2, 0, 5])]],
  ['Reshape', 'of a scalar', [], (x) => [tf.reshape(x, [1, 1]), tf.reshape(x, [])]],
  ['ExpandDims', 'anywhere', [2, 3], (x) => [0, 1, 2, -1, -2, -3].map((axis) => tf.expandDims(x, axis))],
  ['ExpandDims', 'of a scalar', [], (x) => tf.expandDims(x, 0)],
  ['Transpose', 'of rank 2', [2, 3], (x) => tf.transpose(x)],
  ['Transpose', 'of rank 4', [2, 3, 1, 4], (x) => [tf.transpose(x), tf.transpose(x, [0, 2, 3, 1]), tf.transpose(x, [3, 0, 1, 2])]],
  ['Transpose', 'of nothing', [0, 3], (x) => tf.transpose(x)],
  ['Tile', 'as broadcastTo does', [1, 3], (x) => [tf.broadcastTo(x, [4, 3]), tf.broadcastTo(x, [2, 4, 3])]],
  ['Tile', 'both axes', [2, 3], (x) => [tf.tile(x, [2, 1]), tf.tile(x, [1, 3]), tf.tile(x, [2, 2])]],
  ['Tile', 'of a row', [3], (x) => tf.tile(x, [4])],
  ['Tile', 'no times', [2, 3], (x) => tf.tile(x, [0, 2])],
  ['Concat', 'along any axis', [2, 3], (x) => [tf.concat([x, x], 0), tf.concat([x, x, x], 1), tf.concat([x, x], -1)]],
  ['Concat', 'with nothing', [2, 3], (x) => tf.concat([x, tf.slice(x, [0, 0], [0, 3]), x], 0)],
  ['Pack', 'at any axis', [2, 3], (x) => [0, 1, 2, -1].map((axis) => tf.stack([x, x], axis))],
  ['Pack', 'of scalars, and of one', [], (x) => [tf.stack([x, x]), tf.stack([x])]],
  ['Unpack', 'along the first axis', [3, 2], (x) => tf.unstack(x)],
  ['Unpack', 'along the last axis', [2, 3], (x) => tf.unstack(x, -1)],
  ['Unpack', 'of rows of nothing', [2, 0], (x) => tf.unstack(x)],
  ['SplitV', 'evenly', [4, 3], (x) => tf.split(x, 2)],
  ['SplitV', 'into given sizes', [2, 6], (x) => tf.split(x, [1, 3, 2], 1)],
  ['SplitV', 'with a size to be inferred', [2, 6], (x) => tf.split(x, [1, -1], -1)],
  ['SplitV', 'with a part of nothing', [5], (x) => tf.split(x, [2, 0, 3])],
  ['Slice', 'of some axes', [4, 5], (x) => [tf.slice(x, [1, 0], [2, 5]), tf.slice(x, [0, 2]), tf.slice(x, [1, 1], [-1, 2])]],
  ['Slice', 'of everything', [4, 5], (x) => tf.slice(x, [0, 0], [4, 5])],
  ['Slice', 'of nothing', [4, 5], (x) => [tf.slice(x, [2, 0], [0, 5]), tf.slice(x, [4, 0], [0, 5])]],
  ['Slice', 'of rank 3', [2, 3, 4], (x) => tf.slice(x, [0, 1, 1], [1, 2, 2])],
  ['Reverse', 'of some axes', [2, 3, 4], (x) => [tf.reverse(x), tf.reverse(x, 1), tf.reverse(x, [0, -1])]],
  ['Reverse', 'of a row and of nothing', [3], (x) => [tf.reverse(x), tf.reverse(tf.slice(x, [0], [0]))]],
]; // prettier-ignore

const strided: [title: string, shape: number[], ...args: unknown[]][] = [
  ['every second', [7], [0], [7], [2]],
  ['backwards', [7], [6], [0], [-2]],
  ['backwards to the first', [4], [3], [0], [-1], 0, 1],
  ['backwards from the end', [4, 3], [-1, 0], [-5, 3], [-1, 1]],
  ['with steps of one', [4, 5], [1, 2], [3, 5], [1, 1]],
  ['of everything', [4, 5], [0, 0], [4, 5], [1, 1]],
  ['with masks', [4, 5], [1, 1], [3, 3], [1, 2], 1, 2],
  ['that drops an axis', [4, 5], [1, 0], [2, 5], [1, 1], 0, 0, 0, 0, 1],
  ['that adds an axis', [4, 5], [0, 0, 0], [1, 4, 5], [1, 1, 1], 0, 0, 0, 1, 0],
  ['with an ellipsis', [2, 3, 4], [0, 1], [0, 3], [1, 1], 0, 0, 1],
  ['of nothing', [4], [2], [2], [1]],
  ['past the ends', [4], [-9], [9], [3]],
];

const padded: Move[] = [
  ['PadV2', 'with a number', [2, 3], (x) => [tf.pad(x, [[1, 2], [0, 1]], 1), tf.pad(x, [[0, 0], [2, 0]])]],
  ['PadV2', 'by nothing', [2, 3], (x) => tf.pad(x, [[0, 0], [0, 0]])],
  ['PadV2', 'of nothing', [0, 3], (x) => tf.pad(x, [[1, 1], [0, 1]], 1)],
]; // prettier-ignore

const mirrored: Move[] = (['reflect', 'symmetric'] as const).flatMap((mode): Move[] => [
  ['MirrorPad', `${mode}, of a matrix`, [3, 4], (x) => tf.mirrorPad(x, [[1, 2], [2, 0]], mode)],
  ['MirrorPad', `${mode}, of a row, by nothing on one side`, [4], (x) => tf.mirrorPad(x, [[0, 3]], mode)],
]); // prettier-ignore

const filled: Move[] = [
  ['ZerosLike', 'of any shape', [2, 3], (x) => [tf.zerosLike(x), tf.zerosLike(tf.slice(x, [0, 0], [0, 3]))]],
  ['OnesLike', 'of any shape', [2, 3], (x) => tf.onesLike(x)],
];

const ofAnyDtype = [...moves, ...padded, ...mirrored, ...filled].flatMap(([kernel, title, shape, program]) =>
  anyDtype.map(([kind, recipe]): KernelCase => ({
    kernel,
    title: `${title}, ${kind}`,
    inputs: [recipe(...shape)],
    program: (x) => program(x),
  })),
);

const stridedCases = strided.flatMap(([title, shape, ...args]) =>
  anyDtype.map(([kind, recipe]): KernelCase => ({
    kernel: 'StridedSlice',
    title: `${title}, ${kind}`,
    inputs: [recipe(...shape)],
    program: (x) => tf.stridedSlice(x, ...(args as [number[], number[], number[]])),
  })),
);

export const shapeCases: readonly KernelCase[] = [
  ...ofAnyDtype,
  ...stridedCases,
  {
    kernel: 'Concat',
    title: 'of different extents, differentiated',
    inputs: [normal(2, 1), normal(2, 3), normal(2, 0)],
    program: (a, b, c) => tf.concat([a, b, c], 1),
  },
  {
    kernel: 'SplitV',
    title: 'into one',
    inputs: [normal(2, 3)],
    program: (x) => tf.split(x, 1),
    // TensorFlow.js joins no parts in this gradient.
    gradient: false,
  },
  {
    kernel: 'Fill',
    title: 'of every dtype',
    inputs: [normal(2)],
    program: (x) => [tf.fill([2], 3), tf.fill([2, 0], 3), tf.fill([], -2, 'int32'), tf.ones([2], 'bool'), tf.neg(x)],
  },
  {
    kernel: 'Range',
    title: 'up, down, in fractions and empty',
    inputs: [normal(2)],
    program: (x) => [
      tf.range(0, 5),
      tf.range(5, 0, -2),
      tf.range(0, 1, 0.3),
      tf.range(3, 3),
      tf.range(0, 7, 3, 'int32'),
      tf.neg(x),
    ],
  },
  {
    kernel: 'LinSpace',
    title: 'up, down and of one number',
    inputs: [normal(2)],
    program: (x) => [tf.linspace(0, 1, 7), tf.linspace(3, -3, 4), tf.linspace(2, 5, 1), tf.neg(x)],
  },
];
