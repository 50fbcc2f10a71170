import type * as tfTypes from '@tensorflow/tfjs-core';
import type { KernelCase } from '../../testing/kernel-cases';
import { integers, normal } from '../../testing/recipes';
import { tf } from '../../tensorflow';

const flags = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

/** Shapes of untransposed operands: batches of their own, missing and broadcast ones, empty ones. */
const products: [title: string, a: number[], b: number[]][] = [
  ['of matrices', [3, 4], [4, 5]],
  ['of a row and a column', [1, 4], [4, 1]],
  ['of matrices with one number', [1, 1], [1, 1]],
  ['of batches', [2, 3, 4], [2, 4, 5]],
  ['of a batch and one that broadcasts', [2, 3, 4], [1, 4, 5]],
  ['of rank 4', [2, 3, 4, 5], [2, 3, 5, 2]],
  // Not both ways at once, which TensorFlow.js cpu takes for something else.
  ['of rank 4 and one that broadcasts on two axes', [2, 3, 4, 5], [1, 1, 5, 2]],
  ['of rank 4 and a matrix on the left', [1, 1, 4, 5], [2, 3, 5, 2]],
  ['over nothing', [3, 0], [0, 5]],
  ['of no rows', [0, 4], [4, 5]],
  ['of no columns', [3, 4], [4, 0]],
  ['over nothing, of batches', [2, 3, 0], [2, 0, 5]],
  ['of no batches', [0, 3, 4], [0, 4, 5]],
];

const swapped = (shape: number[], swap: boolean) =>
  swap ? [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!] : shape;

const matMulCases = products.flatMap(([title, a, b]) =>
  flags.map(([transposeA, transposeB]): KernelCase => ({
    kernel: 'BatchMatMul',
    title: `${title}${transposeA ? ', left transposed' : ''}${transposeB ? ', right transposed' : ''}`,
    inputs: [normal(...swapped(a, transposeA)), normal(...swapped(b, transposeB))],
    program: (x, y) => tf.matMul(x, y, transposeA, transposeB),
    // TensorFlow.js has no gradient of a broadcast batch.
    gradient: a.slice(0, -2).join() === b.slice(0, -2).join(),
  })),
);

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid'] as const;

const fusedCases = activations.flatMap((activation): KernelCase[] => [
  {
    kernel: '_FusedMatMul',
    title: `with a bias and ${activation}`,
    inputs: [normal(3, 4), normal(4, 5), normal(5)],
    program: (a, b, bias) => tf.fused.matMul({ a: a, b: b, bias: bias, activation }),
    gradient: false,
  },
]);

function einsum(equation: string, ...shapes: number[][]): KernelCase {
  return {
    kernel: 'Einsum',
    title: equation,
    inputs: shapes.map((shape) => normal(...shape)),
    program: (...xs: tfTypes.Tensor[]) => tf.einsum(equation, ...xs),
  };
}

export const matmulCases: readonly KernelCase[] = [
  ...matMulCases,
  ...fusedCases,
  {
    kernel: 'BatchMatMul',
    title: 'of whole numbers',
    inputs: [integers(-5, 6, 3, 4), integers(-5, 6, 4, 2), integers(-5, 6, 2, 3, 4), integers(-5, 6, 1, 4, 2)],
    program: (a, b, c, d) => [tf.matMul(a, b), tf.matMul(c, d)],
  },
  {
    kernel: '_FusedMatMul',
    title: 'transposed, without a bias, over nothing, and with leaky relus',
    inputs: [normal(4, 3), normal(5, 4), normal(3, 0), normal(0, 5), normal(5), normal(5)],
    program: (a, b, c, d, bias, alpha) => [
      tf.fused.matMul({ a: a, b: b, transposeA: true, transposeB: true }),
      tf.fused.matMul({ a: c, b: d, bias: bias }),
      tf.fused.matMul({
        a: a,
        b: b,
        transposeA: true,
        transposeB: true,
        activation: 'leakyrelu',
        leakyreluAlpha: 0.1,
      }),
      tf.fused.matMul({
        a: a,
        b: b,
        transposeA: true,
        transposeB: true,
        bias: bias,
        activation: 'prelu',
        preluActivationWeights: alpha,
      }),
    ],
    gradient: false,
  },
  einsum('ij,jk->ik', [3, 4], [4, 5]),
  einsum('bij,bjk->bik', [2, 3, 4], [2, 4, 5]),
  einsum('ij,ij->i', [3, 4], [3, 4]),
  einsum('ij->ji', [3, 4]),
  einsum('i,j->ij', [3], [4]),
  einsum('ijk->ik', [2, 3, 4]),
];
