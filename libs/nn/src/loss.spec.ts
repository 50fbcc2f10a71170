import { compile, eager, float32, int32, tensor, tf } from '@tombola/engine';
import { softmaxCrossEntropy } from './loss';

const logits = [
  [1, 2, 3],
  [-1, 0, 0.5],
  [60, -60, 0],
];
const labels = [2, 0, 1];
const feeds = { logits: tensor(logits.flat(), [3, 3]), labels: tensor(labels, [3], 'int32') };

/** The textbook formula in float64. */
function expected(labelSmoothing: number): number[] {
  return logits.map((row, i) => {
    const top = Math.max(...row);
    const log = top + Math.log(row.reduce((sum, value) => sum + Math.exp(value - top), 0));
    const target = (k: number) => (k === labels[i] ? 1 - labelSmoothing : 0) + labelSmoothing / row.length;
    return row.reduce((sum, value, k) => sum + target(k) * (log - value), 0);
  });
}

test('one case by hand: logits 1, 2, 3 and the last class give ln(1 + e⁻¹ + e⁻²)', () => {
  expect(expected(0)[0]).toBeCloseTo(0.40760596, 8);
  expect(expected(0.3)[0]).toBeCloseTo(0.40760596 + 0.3, 8);
});

test.each([0, 0.1, 0.3])('with label smoothing %d the losses are those of the formula', async (labelSmoothing) => {
  const signature = { logits: float32('batch', 3), labels: int32('batch') };
  for (const make of [compile, eager]) {
    const program = await make(
      (inputs) => ({ losses: softmaxCrossEntropy(inputs.logits, inputs.labels, labelSmoothing) }),
      signature,
    );
    const { losses } = await program.run(feeds);
    expected(labelSmoothing).forEach((value, i) => expect(losses.data[i]! / value).toBeCloseTo(1, 5));
    await program.dispose();
  }
});

test('its gradient is softmax minus target, also with label smoothing', async () => {
  const labelSmoothing = 0.2;
  const program = await compile(
    (inputs) => ({
      gradient: tf.grad((x) => tf.sum(softmaxCrossEntropy(x, inputs.labels, labelSmoothing)))(inputs.logits),
    }),
    { logits: float32(3, 3), labels: int32(3) },
  );
  const { gradient } = await program.run(feeds);
  logits.forEach((row, i) => {
    const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
    row.forEach((value, k) => {
      const target = (k === labels[i] ? 1 - labelSmoothing : 0) + labelSmoothing / 3;
      expect(gradient.data[i * 3 + k]).toBeCloseTo(Math.exp(value) / total - target, 5);
    });
  });
  await program.dispose();
});

test('its Hessian is diag p - p pᵀ of every example, eager and compiled', async () => {
  const direction = tensor([0.3, -1, 2, 1, 0.5, -0.2, 0.1, 2, -3], [3, 3]);
  for (const make of [compile, eager]) {
    const program = await make(
      ({ logits, labels, direction }) => {
        const gradient = (x: typeof logits) => tf.grad((at) => tf.sum(softmaxCrossEntropy(at, labels)))(x);
        return { product: tf.grad((x) => tf.sum(tf.mul(gradient(x), direction)))(logits) };
      },
      { logits: float32(3, 3), labels: int32(3), direction: float32(3, 3) },
    );
    const { product } = await program.run({ ...feeds, direction });
    logits.forEach((row, i) => {
      const along = direction.data.subarray(3 * i, 3 * i + 3);
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      const mean = row.reduce((sum, value, k) => sum + (Math.exp(value) / total) * along[k]!, 0);
      row.forEach((value, k) => {
        expect(product.data[3 * i + k]).toBeCloseTo((Math.exp(value) / total) * (along[k]! - mean), 5);
      });
    });
    await program.dispose();
  }
});
