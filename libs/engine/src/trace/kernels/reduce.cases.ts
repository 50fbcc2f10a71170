import type * as tfTypes from '@tensorflow/tfjs-core';
import type { KernelCase } from '../../testing/kernel-cases';
import { between, coins, given, integers, normal, type Recipe } from '../../testing/recipes';
import { tf } from '../../tensorflow';

type Reduction = (x: tfTypes.Tensor, axis?: number | number[], keepDims?: boolean) => tfTypes.Tensor;

/** Shape and axes: one, several, negative, all, of a scalar, of one element, of nothing beside the axis. */
const reductions: [shape: number[], axis?: number | number[]][] = [
  [[3, 4]],
  [[3, 4], 0],
  [[3, 4], -1],
  [
    [2, 3, 4],
    [0, 2],
  ],
  [
    [2, 3, 4],
    [-1, -2],
  ],
  [[2, 1, 4], 1],
  [[5]],
  [[]],
  [[0, 3], 1],
  [[3, 4], []],
];
/** Nothing along the axis. */
const ofNothing: [shape: number[], axis?: number | number[]][] = [[[0, 3], 0], [[2, 0], 1], [[0]]];

const floats = (...shape: number[]) => between(0.5, 2, ...shape);
const whole = (...shape: number[]) => integers(-3, 4, ...shape);
const kernels: [kernel: string, op: Reduction, recipe: (...shape: number[]) => Recipe, nothing: boolean][] = [
  ['Sum', tf.sum, normal, true],
  ['Sum', tf.sum, whole, true],
  ['Sum', tf.sum, coins, true],
  ['Mean', tf.mean, normal, false],
  ['Mean', tf.mean, whole, false],
  ['Prod', tf.prod, floats, true],
  ['Prod', tf.prod, whole, true],
  ['Max', tf.max, normal, false],
  ['Max', tf.max, whole, false],
  ['Max', tf.max, coins, false],
  ['Min', tf.min, normal, false],
  ['Min', tf.min, whole, false],
  ['Min', tf.min, coins, false],
  ['Any', tf.any, coins, false],
  ['All', tf.all, coins, false],
];

const reductionCases = kernels.flatMap(([kernel, op, recipe, nothing]) =>
  [false, true].map((keepDims): KernelCase => {
    const shapes = nothing ? [...reductions, ...ofNothing] : reductions;
    return {
      kernel,
      title: `of ${recipe.name}${keepDims ? ', axes kept' : ''}`,
      inputs: shapes.map(([shape]) => recipe(...shape)),
      program: (...xs) => xs.map((x, i) => op(x, shapes[i]![1], keepDims)),
      // TensorFlow.js fails in its own gradient of a product.
      ...(kernel === 'Prod' ? { gradient: false } : {}),
    };
  }),
);

const argCases = (
  [
    ['ArgMax', tf.argMax],
    ['ArgMin', tf.argMin],
  ] as const
).map(([kernel, op]): KernelCase => ({
  kernel,
  title: 'along any axis, the first of equals, of whole numbers and of bools',
  inputs: [normal(3, 4), normal(3, 4), normal(2, 3, 4), integers(0, 3, 4, 5), normal(5), normal(0, 3), coins(2, 3)],
  program: (a, b, c, d, e, f, g) => [
    op(a, 0),
    op(b, 1),
    op(c, -2),
    op(d, 1),
    op(e),
    op(f, 1),
    op(tf.cast(g, 'int32'), 1),
  ],
}));

const cumulations = (
  [
    ['Cumsum', tf.cumsum],
    ['Cumprod', tf.cumprod],
  ] as const
).flatMap(([kernel, op]) =>
  [false, true].flatMap((exclusive) =>
    [false, true].map((reverse): KernelCase => ({
      kernel,
      title: `${exclusive ? 'exclusive' : 'inclusive'}, ${reverse ? 'backwards' : 'forwards'}`,
      inputs: [normal(4), normal(2, 3), normal(2, 3, 4), integers(-3, 4, 3, 2), normal(2, 1), normal(0, 3)],
      program: (a, b, c, d, e, f) => [
        op(a, 0, exclusive, reverse),
        op(b, 1, exclusive, reverse),
        op(c, 2, exclusive, reverse),
        op(e, 1, exclusive, reverse),
        op(f, 1, exclusive, reverse),
        tf.cast(op(d, 0, exclusive, reverse), 'float32'),
      ],
    })),
  ),
);

export const reduceCases: readonly KernelCase[] = [
  ...reductionCases,
  ...argCases,
  ...cumulations,
  ...(['Cumsum', 'Cumprod'] as const).map((kernel): KernelCase => ({
    kernel,
    title: 'along an axis that is not the last',
    inputs: [normal(2, 3, 4), normal(5, 2)],
    program: (x, y) => {
      const op = kernel === 'Cumsum' ? tf.cumsum : tf.cumprod;
      return [op(x, 1), op(x, 0, true), op(y, 0, false, true), op(y, 0, true, true)];
    },
    // TensorFlow.js mixes up the axes of this gradient.
    gradient: false,
  })),
  {
    kernel: 'Max',
    title: 'of equal numbers, differentiated',
    inputs: [given([1, 3, 3, 2, 2, 2], [2, 3])],
    program: (x) => tf.max(x, 1),
  },
  {
    kernel: 'Max',
    title: 'of infinities',
    inputs: [given([-Infinity, -Infinity, 1, Infinity], [2, 2])],
    program: (x) => tf.max(x, 1),
    gradient: false,
  },
  {
    kernel: 'Softmax',
    title: 'over the last axis',
    inputs: [normal(3, 4), normal(2, 3, 4), normal(5), normal(3, 1), normal(0, 3), given([900, -900, 1], [1, 3])],
    program: (...xs) => xs.map((x) => tf.softmax(x)),
  },
  {
    kernel: 'TopK',
    title: 'with equals, of all, of one',
    inputs: [normal(3, 5), integers(0, 3, 2, 6), normal(4)],
    program: (a, b, c) =>
      [tf.topk(a, 2), tf.topk(b, 6), tf.topk(c, 1), tf.topk(c, 4)].flatMap(({ values, indices }) => [values, indices]),
    gradient: false,
  },
];
