import type * as tfTypes from '@tensorflow/tfjs-core';
import { compileScan } from './scan';
import { float32, int32, tensor } from './tensor';
import { tf } from './tensorflow';
import { whyUnusable } from './run/usable';

type Tensors = Record<'w' | 'sum' | 'x' | 'scale' | 'label', tfTypes.Tensor>;

/** State that changes, state that is only added to, slices of floats and of whole numbers, and a report. */
const step = ({ w, sum, x, scale, label }: Tensors) => {
  const loss = (v: tfTypes.Tensor): tfTypes.Scalar =>
    tf.sum(tf.square(tf.sub(tf.mul(v, x), tf.cast(label, 'float32'))));
  const { value, grad } = tf.valueAndGrad(loss)(w);
  return { w: tf.sub(w, tf.mul(grad, scale)), sum: tf.add(sum, label), loss: value };
};
const signature = {
  carry: { w: float32(2), sum: int32(2) },
  shared: { x: float32(2) },
  each: { scale: float32(), label: int32(2) },
};
const inputs = {
  w: tensor([1, -1]),
  sum: tensor([0, 10], [2], 'int32'),
  x: tensor([0.5, 2]),
  scale: tensor([0.1, 0.05, 0.02]),
  label: tensor([1, 2, 3, 4, 5, 6], [3, 2], 'int32'),
};

/** Where there is a GPU, its steps; where there is none, what stands in for it, and that it says so. */
test('steps that repeat on webgpu give what cpu gives', async () => {
  const reason = await whyUnusable('webgpu');
  const [device, cpu] = [
    await compileScan(step, signature, { provider: 'webgpu' }),
    await compileScan(step, signature),
  ];
  const [results, expected] = [await device.run(inputs), await cpu.run(inputs)];
  expect(device.provider).toBe(reason === undefined ? 'webgpu' : 'cpu');
  expect(device.fallback === undefined).toBe(reason === undefined);
  expect([...results.sum.data]).toEqual([9, 22]);
  expect(results.loss.shape).toEqual([3]);
  for (const name of ['w', 'loss'] as const) {
    results[name].data.forEach((value, i) => expect(value).toBeCloseTo(expected[name].data[i]!, 5));
  }
  await device.dispose();
  await cpu.dispose();
});
