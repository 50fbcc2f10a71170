import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile } from './compile';
import { float32, tensor, type Tensor } from './tensor';
import { tf } from './tensorflow';

const MEGABYTE = 2 ** 20;

function resident(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().rss / MEGABYTE;
}

const signature = { w: float32(100, 20), x: float32(10, 100) };
const step = ({ w, x }: Record<'w' | 'x', tfTypes.Tensor>) => {
  const gradient = tf.grad((v) => tf.sum(tf.square(tf.matMul(x, v))))(w);
  return { w: tf.sub(w, tf.mul(gradient, 1e-4)) };
};

test('ten thousand runs do not grow the process', async () => {
  const program = await compile(step, signature);
  const x = tensor(
    Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i)),
    [10, 100],
  );
  let w: Tensor = tensor(new Float32Array(2000).fill(1), [100, 20]);
  let warm = 0;
  for (let run = 0; run < 12_000; run++) {
    if (run === 2000) warm = resident();
    ({ w } = await program.run({ w: w as Tensor<'float32'>, x }));
  }
  expect(resident() - warm).toBeLessThan(30);
  await program.dispose();
});

test('programs that come and go do not grow the process', async () => {
  let warm = 0;
  for (let cycle = 0; cycle < 220; cycle++) {
    if (cycle === 20) warm = resident();
    await (await compile(step, signature)).dispose();
  }
  expect(resident() - warm).toBeLessThan(60);
});
