import type * as tfTypes from '@tensorflow/tfjs-core';
import { compareWithEager } from './testing/kernel-cases';
import { inputsOf, normal, type Recipe } from './testing/recipes';
import { tf } from './tensorflow';

type Op = (x: tfTypes.Tensor4D, filter: tfTypes.Tensor4D) => tfTypes.Tensor;

const pad = [
  [0, 0],
  [1, 0],
  [0, 2],
  [0, 0],
] as Parameters<typeof tf.conv2d>[3];

/** Ops of images and filters; pools leave the filters out. */
const ops: [title: string, x: number[], filter: number[], op: Op][] = [
  ['a convolution', [2, 5, 4, 3], [3, 3, 3, 4], (x, w) => tf.conv2d(x, w, 1, 'same')],
  ['a convolution of stride 2', [2, 6, 7, 3], [3, 2, 3, 4], (x, w) => tf.conv2d(x, w, 2, 'valid')],
  ['a convolution with padding of its own', [2, 5, 4, 2], [3, 3, 2, 3], (x, w) => tf.conv2d(x, w, 1, pad)],
  ['a convolution of blocks of channels', [2, 5, 4, 16], [3, 3, 16, 16], (x, w) => tf.conv2d(x, w, 1, 'same')],
  ['a depthwise convolution', [2, 5, 4, 3], [3, 3, 3, 2], (x, w) => tf.depthwiseConv2d(x, w, 1, 'same')],
  ['a depthwise convolution of stride 2', [2, 7, 6, 3], [3, 3, 3, 1], (x, w) => tf.depthwiseConv2d(x, w, 2, 'valid')],
  ['a maximum', [2, 6, 4, 3], [1, 1, 3, 3], (x, w) => tf.maxPool(tf.conv2d(x, w, 1, 'same'), 2, 2, 'valid')],
  [
    'a maximum of windows that overlap, with padding',
    [2, 6, 5, 3],
    [1, 1, 3, 3],
    (x, w) => tf.maxPool(tf.conv2d(x, w, 1, 'same'), 3, 2, 1),
  ],
  ['an average', [2, 6, 4, 3], [1, 1, 3, 3], (x, w) => tf.avgPool(tf.conv2d(x, w, 1, 'same'), 2, 2, 'valid')],
];

/** The product of the Hessian of a loss by both its arguments with a vector, and that with another one. */
function hessian(op: Op, names: readonly string[]) {
  return (given: Record<string, tfTypes.Tensor>): Record<string, tfTypes.Tensor> => {
    const [x, w, u, v, s, t] = names.map((name) => given[name]!);
    const loss = (images: tfTypes.Tensor, filter: tfTypes.Tensor): tfTypes.Tensor => {
      const y = op(images as tfTypes.Tensor4D, filter as tfTypes.Tensor4D);
      return tf.sum(tf.mul(tf.mul(y, y), y));
    };
    const product = (left: tfTypes.Tensor, right: tfTypes.Tensor) =>
      tf.grads((...at: tfTypes.Tensor[]) => {
        const [byX, byW] = tf.grads(loss)(at);
        return tf.add(tf.sum(tf.mul(byX!, left)), tf.sum(tf.mul(byW!, right)));
      })([x!, w!]);
    const [first, second] = [product(u!, v!), product(s!, t!)];
    const dot = (a: tfTypes.Tensor[], b: tfTypes.Tensor[]) =>
      a.reduce((sum, each, i) => tf.add(sum, tf.sum(tf.mul(each, b[i]!))), tf.scalar(0) as tfTypes.Tensor);
    return {
      byImages: first[0]!,
      byFilter: first[1]!,
      forth: dot(first, [s!, t!]),
      back: dot(second, [u!, v!]),
      // The loss is of degree 6 in both together: z H z = 6 · 5 loss. Cloned, or z would be differentiated by as well.
      degree: dot(product(tf.clone(x!), tf.clone(w!)), [x!, w!]),
      loss: loss(x!, w!),
    };
  };
}

test.each(ops)('the Hessian of %s: eager, compiled, symmetric, and right along the point', async (_, x, filter, op) => {
  const recipes: Recipe[] = [normal(...x), normal(...filter), normal(...x), normal(...filter)];
  recipes.push(normal(...x), normal(...filter));
  const inputs = inputsOf(recipes, 3);
  const results = await compareWithEager(hessian(op, Object.keys(inputs)), inputs, 1e-4);
  const number = (name: string) => results[name]!.data[0]!;
  const size = Math.abs(number('forth'));
  expect(size).toBeGreaterThan(0);
  expect(Math.abs(number('forth') - number('back'))).toBeLessThan(1e-4 * size + 1e-3);
  expect(number('degree') / number('loss')).toBeCloseTo(30, 2);
});

const functions: [title: string, f: (x: tfTypes.Tensor) => tfTypes.Tensor, second: (x: number) => number][] = [
  ['exp', tf.exp, Math.exp],
  ['sigmoid', tf.sigmoid, (x) => -Math.sinh(x) / (4 * Math.cosh(x / 2) ** 4) / 2],
  ['tanh', tf.tanh, (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2],
];

test.each(functions)('the second derivative of %s, whose gradient is made of its output', async (_, f, second) => {
  const program = ({ x0 }: Record<string, tfTypes.Tensor>) => ({
    y: tf.grad((x) => tf.sum(tf.grad((inner) => tf.sum(f(inner)))(x)))(x0!),
  });
  const inputs = inputsOf([normal(12)], 5);
  const { y } = await compareWithEager(program, inputs);
  inputs.x0!.data.forEach((x, i) => expect(y!.data[i]).toBeCloseTo(second(x), 5));
});

test('the Hessian of a cross-entropy by softmax is diag p - p pᵀ', async () => {
  const inputs = inputsOf([normal(1, 4), normal(1, 4)], 6);
  const program = ({ x0, x1 }: Record<string, tfTypes.Tensor>) => {
    const loss = (x: tfTypes.Tensor) => tf.neg(tf.sum(tf.mul(tf.log(tf.softmax(x)), [[0, 0, 1, 0]])));
    return { y: tf.grad((x) => tf.sum(tf.mul(tf.grad(loss)(x), x1!)))(x0!) };
  };
  const { y } = await compareWithEager(program, inputs);
  const [x, v] = [[...inputs.x0!.data], [...inputs.x1!.data]];
  const total = x.reduce((sum, value) => sum + Math.exp(value), 0);
  const p = x.map((value) => Math.exp(value) / total);
  const mean = p.reduce((sum, value, i) => sum + value * v[i]!, 0);
  p.forEach((value, i) => expect(y!.data[i]).toBeCloseTo(value * (v[i]! - mean), 5));
});
