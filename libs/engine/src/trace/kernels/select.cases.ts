import type { KernelCase } from '../../testing/kernel-cases';
import { coins, given, integers, normal } from '../../testing/recipes';
import { tf } from '../../tensorflow';

const ints = (values: number[], ...shape: number[]) =>
  given(values, shape.length === 0 ? [values.length] : shape, 'int32');

/** Shape, shape of indices, axis, leading axes that go along. */
const gathers: [title: string, x: number[], indices: number[], axis: number, batchDims: number][] = [
  ['rows', [4, 3], [5], 0, 0],
  ['columns', [3, 4], [2], 1, 0],
  ['columns by a negative axis', [3, 4], [2], -1, 0],
  ['by a matrix of indices', [4, 3], [2, 2], 0, 0],
  ['by one index', [4, 3], [], 0, 0],
  ['by no index', [4, 3], [0], 0, 0],
  ['out of the middle', [2, 4, 3], [3], 1, 0],
  ['each row its own', [2, 4], [2, 3], 1, 1],
  ['each row its own, of rank 3', [2, 4, 3], [2, 5], 1, 1],
  ['each row its own, a later axis', [2, 3, 4], [2, 5], 2, 1],
  ['each pair its own', [2, 2, 4], [2, 2, 3], 2, 2],
];

export const selectCases: readonly KernelCase[] = [
  ...gathers.map(([title, x, indices, axis, batchDims]): KernelCase => ({
    kernel: 'GatherV2',
    title,
    inputs: [normal(...x), integers(0, x.at(axis)!, ...indices)],
    program: (params, at) => tf.gather(params, at, axis, batchDims),
    // TensorFlow.js leaves out the gradient of a scalar index and of most batches.
    gradient: batchDims === 0 && indices.length > 0,
  })),
  {
    kernel: 'GatherV2',
    title: 'of whole numbers and bools',
    inputs: [integers(-5, 6, 4), coins(4), ints([3, 0, 3])],
    program: (x, y, at) => [tf.gather(x, at), tf.gather(y, at)],
  },
  {
    kernel: 'GatherNd',
    title: 'elements and rows',
    inputs: [normal(3, 4), ints([0, 1, 2, 3, 1, 1], 3, 2), ints([2, 0], 2, 1)],
    program: (x, elements, rows) => [tf.gatherND(x, elements), tf.gatherND(x, rows)],
  },
  {
    kernel: 'ScatterNd',
    title: 'summing what meets',
    inputs: [ints([1, 3, 1], 3, 1), normal(3, 2), ints([0, 0, 1, 2], 2, 2), normal(2)],
    program: (rows, updates, at, values) => [tf.scatterND(rows, updates, [5, 2]), tf.scatterND(at, values, [2, 3])],
  },
  {
    kernel: 'ScatterNd',
    title: 'of whole numbers',
    inputs: [ints([1, 3, 1], 3, 1), integers(-5, 6, 3)],
    program: (rows, updates) => tf.scatterND(rows, updates, [5]),
  },
  // One at a time: the cpu kernel writes into its input.
  {
    kernel: 'TensorScatterUpdate',
    title: 'rows',
    inputs: [normal(4, 2), ints([2, 0], 2, 1), normal(2, 2)],
    program: (x, rows, updates) => tf.tensorScatterUpdate(x, rows, updates),
  },
  {
    kernel: 'TensorScatterUpdate',
    title: 'elements',
    inputs: [normal(4, 2), ints([1, 1, 3, 0], 2, 2), normal(2)],
    program: (x, at, values) => tf.tensorScatterUpdate(x, at, values),
  },
  {
    kernel: 'UnsortedSegmentSum',
    title: 'with an empty segment',
    inputs: [normal(5, 2), ints([0, 2, 0, 3, 2]), normal(3), ints([1, 1, 1])],
    program: (x, ids, y, same) => [
      tf.unsortedSegmentSum(x, ids as never, 5),
      tf.unsortedSegmentSum(y, same as never, 2),
    ],
  },
  {
    kernel: 'UnsortedSegmentSum',
    title: 'of whole numbers, and of nothing',
    inputs: [integers(-3, 4, 4), ints([0, 1, 0, 1]), normal(0, 2), ints([])],
    program: (x, ids, none, noIds) => [
      tf.unsortedSegmentSum(x, ids as never, 3),
      tf.unsortedSegmentSum(none, noIds as never, 3),
    ],
  },
  {
    kernel: 'OneHot',
    title: 'with indices out of range, other values and dtypes',
    inputs: [ints([0, 2, -1, 3, 1]), integers(0, 3, 2, 2), ints([], 0)],
    program: (x, y, none) => [
      tf.oneHot(x, 3),
      tf.oneHot(x, 3, 2, -1, 'float32'),
      tf.oneHot(y, 4, 1, 0, 'bool'),
      tf.oneHot(y, 4, 5, 1, 'int32'),
      tf.oneHot(none, 3),
    ],
  },
  {
    kernel: 'Diag',
    title: 'of rows and matrices, of every number type',
    inputs: [normal(3), normal(2, 2), integers(-3, 4, 3), normal(1)],
    program: (...xs) => xs.map((x) => tf.diag(x)),
  },
];
