import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, eager, float32, tensor, tf } from '@tombola/engine';
import { straightThrough } from './straight-through';

const program = ({ x, w }: { x: tfTypes.Tensor; w: tfTypes.Tensor }) => {
  const f = (v: tfTypes.Tensor): tfTypes.Scalar =>
    tf.sum(
      tf.mul(
        straightThrough(v, (u) => tf.cast(tf.greater(u, 0.5), 'float32')),
        w,
      ),
    );
  return { value: f(x), gradient: tf.grad(f)(x) };
};

test.each([
  ['compiled', compile],
  ['eager', eager],
] as const)('%s, steps go forward and gradients pass as they are', async (_, make) => {
  const run = await make(program, { x: float32(3), w: float32(3) });
  const { value, gradient } = await run.run({ x: tensor([0.2, 0.6, 0.9]), w: tensor([1, 10, 100]) });
  await run.dispose();
  expect(value.data[0]).toBe(110);
  expect([...gradient.data]).toEqual([1, 10, 100]);
});
