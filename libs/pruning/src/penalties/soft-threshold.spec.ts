import { compile, eager, float32, tensor, tf } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import { softThreshold, softThresholded, thresholdOf } from './soft-threshold';

test('a threshold of 0.2 has the digits of the formula', () => {
  const threshold = thresholdOf(-1.386294);
  expect(threshold).toBeCloseTo(0.2, 6);
  expect([softThreshold(0.5, 0.2), softThreshold(-0.15, 0.2), softThreshold(-0.5, 0.2)]).toEqual([0.3, -0, -0.3]);
});

test('thresholded weights and the gradients of both, eager and compiled', async () => {
  const SIZE = 300;
  const random = randomStream(7, 'weights');
  const draw = (scale: number) => Float32Array.from({ length: SIZE }, () => scale * random.normal());
  const [weights, dy] = [draw(0.3), draw(1)];
  const s = -1.5;
  const threshold = thresholdOf(s);
  const signature = { weights: float32(SIZE), s: float32(), dy: float32(SIZE) };
  const loss = (values: ArrayLike<number>, at: number) =>
    Array.from(dy, (d, i) => d * softThreshold(values[i]!, thresholdOf(at))).reduce((sum, term) => sum + term, 0);
  for (const make of [eager, compile]) {
    const program = await make(({ weights: w, s: t, dy: d }) => {
      const objective = (a: typeof w, b: typeof t): ReturnType<typeof tf.scalar> =>
        tf.sum(tf.mul(softThresholded(a, b), d));
      const [byWeights, byS] = tf.grads(objective)([w, t]);
      return { shrunk: softThresholded(w, t), byWeights: byWeights!, byS: byS! };
    }, signature);
    const { shrunk, byWeights, byS } = await program.run({
      weights: tensor(weights),
      s: tensor([s], []),
      dy: tensor(dy),
    });
    await program.dispose();
    for (let i = 0; i < SIZE; i++) {
      const within = Math.abs(weights[i]!) < threshold;
      expect(shrunk.data[i]!).toBeCloseTo(softThreshold(weights[i]!, threshold), 6);
      if (within) expect(shrunk.data[i]!).toBe(0);
      expect(byWeights.data[i]!).toBeCloseTo(within ? 0 : dy[i]!, 6);
    }
    expect([...shrunk.data].filter((value) => value === 0).length).toBeGreaterThan(50);
    const step = 1e-5;
    const slope = (loss(weights, s + step) - loss(weights, s - step)) / (2 * step);
    expect(byS.data[0]!).toBeCloseTo(slope, 2);
    expect(byS.shape).toEqual([]);
  }
});
