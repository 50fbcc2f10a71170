import type * as tfTypes from '@tensorflow/tfjs-core';
import { InputError } from '@tombola/shared';
import { compile } from './compile';
import { compileScan } from './scan';
import { float32, int32, scalar, tensor } from './tensor';
import { tf } from './tensorflow';

type Tensors = Record<'w' | 'x' | 'target' | 'rate', tfTypes.Tensor>;

/** Least squares by gradient descent; reports its loss. */
const descend = ({ w, x, target, rate }: Tensors) => {
  const loss = (v: tfTypes.Tensor): tfTypes.Scalar =>
    tf.mean(tf.square(tf.sub(tf.matMul(x as tfTypes.Tensor2D, v as tfTypes.Tensor2D), target)));
  const { value, grad } = tf.valueAndGrad(loss)(w);
  return { w: tf.sub(w, tf.mul(grad, rate)), loss: value };
};
const specs = { w: float32(3, 1), x: float32(4, 3), target: float32(4, 1), rate: float32() };
const x = tensor([1, 2, 0, 0.5, -1, 2, 3, 0.1, -0.7, 1, 1, 1], [4, 3]);
const target = tensor([1, -1, 2, 0.3], [4, 1]);
const rates = [0.1, 0.05, 0.02, 0.2, 0.1];

test('a scan gives the bits of calling the step again and again', async () => {
  const step = await compile(descend, specs);
  const scan = await compileScan(descend, {
    carry: { w: specs.w },
    shared: { x: specs.x, target: specs.target },
    each: { rate: specs.rate },
  });
  let w = tensor([0.1, 0.2, 0.3], [3, 1]);
  const losses: number[] = [];
  for (const rate of rates) {
    const result = await step.run({ w, x, target, rate: scalar(rate) });
    w = result.w as typeof w;
    losses.push(result.loss.data[0]!);
  }
  const whole = await scan.run({ w: tensor([0.1, 0.2, 0.3], [3, 1]), x, target, rate: tensor(rates) });
  expect(whole.w).toEqual(w);
  expect(whole.loss.shape).toEqual([rates.length]);
  expect([...whole.loss.data]).toEqual(losses);
  await step.dispose();
  await scan.dispose();
});

test('state that a step leaves alone is carried unchanged, and nested records keep their names', async () => {
  const scan = await compileScan(
    ({ state, add }: { state: Record<'a' | 'b', tfTypes.Tensor>; add: tfTypes.Tensor }) => ({
      state: { a: tf.add(state.a, add), b: state.b },
    }),
    { carry: { state: { a: int32(2), b: float32(1) } }, shared: {}, each: { add: int32(2) } },
  );
  const state = { a: tensor([1, 2], [2], 'int32'), b: tensor([7]) };
  const result = await scan.run({ state, add: tensor([1, 10, 2, 20], [2, 2], 'int32') });
  expect([...result.state.a.data]).toEqual([4, 32]);
  expect([...result.state.b.data]).toEqual([7]);
  expect(Object.keys(result.state)).toEqual(['a', 'b']);
  await scan.dispose();
});

test('a step reads state that it leaves alone', async () => {
  const scan = await compileScan(
    ({ sum, term }: Record<'sum' | 'term', tfTypes.Tensor>) => ({ sum: tf.add(sum, term), term: tf.clone(term) }),
    { carry: { sum: float32(2), term: float32(2) }, shared: {}, each: { unused: float32() } },
  );
  const result = await scan.run({ sum: tensor([0, 1]), term: tensor([2, 3]), unused: tensor([0, 0, 0]) });
  expect([...result.sum.data]).toEqual([6, 10]);
  expect([...result.term.data]).toEqual([2, 3]);
  await scan.dispose();
});

test('stacks of different lengths are refused by name', async () => {
  const scan = await compileScan(
    ({ a, b, c }: Record<'a' | 'b' | 'c', tfTypes.Tensor>) => ({ a: tf.add(a, tf.mul(b, c)) }),
    {
      carry: { a: float32() },
      shared: {},
      each: { b: float32(), c: float32() },
    },
  );
  const run = scan.run({ a: scalar(0), b: tensor([1, 2]), c: tensor([1, 2, 3]) });
  await expect(run).rejects.toThrow(InputError);
  await expect(run).rejects.toThrow(/input c .*steps=2/);
  await scan.dispose();
});
