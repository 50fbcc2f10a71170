import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile } from '../../compile';
import { float32, tensor } from '../../tensor';
import { testKernels } from '../../testing/kernel-cases';
import { tf } from '../../tensorflow';
import { poolingCases } from './pooling.cases';

testKernels(poolingCases);

test('what flows back through an average with padding is what a small change does', async () => {
  const pool = (x: tfTypes.Tensor) => tf.avgPool(x as tfTypes.Tensor4D, 3, 2, 'same');
  const weight = tf.tensor4d([2, 3, 5, 7], [1, 2, 2, 1]);
  const loss = (x: tfTypes.Tensor) => tf.sum<tfTypes.Scalar>(tf.mul(pool(x), weight));
  const program = await compile(({ x }) => ({ y: loss(x), dx: tf.grad(loss)(x) }), { x: float32(1, 4, 3, 1) });
  const at = async (moved?: number) => {
    const data = Float32Array.from({ length: 12 }, (_, i) => (i === moved ? 1 : 0));
    return program.run({ x: tensor(data, [1, 4, 3, 1]) });
  };
  const { y, dx } = await at();
  // The average is linear, so a change of 1 shows the gradient.
  for (let i = 0; i < 12; i++) expect((await at(i)).y.data[0]! - y.data[0]!).toBeCloseTo(dx.data[i]!, 5);
  await program.dispose();
});
