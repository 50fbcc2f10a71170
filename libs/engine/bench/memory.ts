/**
 * Memory over many runs: a step of two dense layers run ten thousand times, then compiled and freed two hundred times.
 * From the workspace's root: `node libs/engine/bench/run.mjs memory`.
 */
import { compile, float32, tensor, tf } from '@tombola/engine';

const params = { w1: float32(784, 300), w2: float32(300, 10) };
const program = ({ w1, w2, x }: Record<'w1' | 'w2' | 'x', Parameters<typeof tf.neg>[0]>) => {
  const loss = (...w: [typeof w1, typeof w2]) => tf.mean(tf.square(tf.matMul(tf.relu(tf.matMul(x, w[0])), w[1])));
  const gradients = tf.grads(loss)([w1, w2] as never);
  return { w1: tf.sub(w1, tf.mul(gradients[0]!, 0.01)), w2: tf.sub(w2, tf.mul(gradients[1]!, 0.01)) };
};
const signature = { ...params, x: float32(60, 784) };
const wave = (length: number) => Float32Array.from({ length }, (_, i) => 0.05 * Math.sin(i));

function report(label: string): void {
  console.log(`${label.padEnd(24)}${(process.memoryUsage().rss / 2 ** 20).toFixed(1).padStart(8)} MB`);
}

report('at the start');
const step = await compile(program as never, signature);
const x = tensor(wave(60 * 784), [60, 784]);
let state = { w1: tensor(wave(784 * 300), [784, 300]), w2: tensor(wave(3000), [300, 10]) };
for (let run = 1; run <= 10_000; run++) {
  state = (await step.run({ ...state, x })) as typeof state;
  if (run % 1000 === 0) report(`after run ${run}`);
}
await step.dispose();
for (let cycle = 1; cycle <= 200; cycle++) {
  await (await compile(program as never, signature)).dispose();
  if (cycle % 50 === 0) report(`after compilation ${cycle}`);
}
