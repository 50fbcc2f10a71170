import { compile, eager, tensor, tf } from '@tombola/engine';
import { unitPixels, type Network, type Parameters } from '@tombola/nn';
import { denseMasks, toMaskTensors, type Masks } from '../masks';
import { metaGradients, metaGradientSignature, prospect, type ProspectOptions } from './prospr';
import type { Batch } from './saliency';
import { withoutDropout } from './scoring-network';
import type { Scores } from './scores';
import { connectionSensitivity } from './snip';
import { batchesOf, convNetwork, denseNetwork, networkWithLoss, shakenParameters } from './testing/networks';

const BATCH = 4;
const descent: ProspectOptions = { steps: 2, learningRate: 0.1, momentum: 0.5, order: 'full' };

async function scoresOf(
  network: Network,
  parameters: Parameters,
  batches: readonly Batch[],
  options: Partial<ProspectOptions> & { masks?: Masks } = {},
): Promise<Scores> {
  const { masks = denseMasks(network), ...rest } = options;
  const batch = batches[0]!.labels.length;
  const criterion = await prospect({ network, pixels: unitPixels, batch, ...descent, ...rest });
  const scores = await criterion.scores({ parameters, masks }, batches);
  await criterion.dispose();
  return scores;
}

/** L = w A w / 2 + b w + 3. */
const A = [2, 1, 0, 1, 3, -1, 0, -1, 1.5];
const b = [0.1, -0.2, 0.3];
const w = [0.5, -0.4, 0.2];
const quadratic = networkWithLoss(3, (weights) => {
  const column = tf.reshape(weights, [3, 1]);
  const square = tf.sum(tf.mul(column, tf.matMul(tf.tensor2d(A, [3, 3]), column)));
  return tf.add(tf.add(tf.div(square, 2), tf.sum(tf.mul(weights, b))), 3);
});
const times = (vector: readonly number[]) =>
  [0, 1, 2].map((row) => vector.reduce((sum, value, column) => sum + A[3 * row + column]! * value, 0));
const gradientAt = (at: readonly number[]) => times(at).map((value, i) => value + b[i]!);
const nothing: Batch = { images: Uint8Array.of(0), labels: Int32Array.of(0) };

describe('on a quadratic loss', () => {
  const rate = 0.1;
  const step = (at: readonly number[], velocity: readonly number[]) =>
    at.map((value, i) => value - rate * velocity[i]!);
  const [g0, first] = [gradientAt(w), step(w, gradientAt(w))];
  const second = step(
    first,
    gradientAt(first).map((value, i) => value + 0.5 * g0[i]!),
  );

  test.each([
    // (1 - rate A) applied to the last gradient: w1 = (1 - rate A) w - rate b.
    ['one step', 1, 'full', () => gradientAt(first).map((value, i, all) => value - rate * times(all)[i]!)],
    ['one step, to first order', 1, 'first', () => gradientAt(first)],
    ['two steps, to first order', 2, 'first', () => gradientAt(second)],
    [
      // w2 = w1 - rate (g1 + g0 / 2): its derivative is (1 - rate A)² - rate A / 2, of which A commutes with itself.
      'two steps with momentum',
      2,
      'full',
      () => {
        const back = (vector: number[]) => vector.map((value, i) => value - rate * times(vector)[i]!);
        const last = gradientAt(second);
        return back(back(last)).map((value, i) => value - 0.5 * rate * times(last)[i]!);
      },
    ],
  ] as const)('%s: w times the derivative that is known', async (_, steps, order, derivative) => {
    const batches = Array<Batch>(steps + 1).fill(nothing);
    const scores = await scoresOf(quadratic, { 'only/weights': tensor(w) }, batches, { steps, order });
    derivative().forEach((value, i) => expect(scores['only/weights']![i]).toBeCloseTo(Math.abs(w[i]! * value), 5));
  });
});

describe.each([
  ['dense', denseNetwork],
  ['convolutional', convNetwork],
])('of a %s network', (_, network) => {
  const parameters = shakenParameters(network);

  test('without a step it is SNIP', async () => {
    const batches = batchesOf(network, 1, BATCH);
    const snip = await connectionSensitivity({ network, pixels: unitPixels, batch: BATCH });
    const expected = await snip.scores({ parameters, masks: denseMasks(network) }, batches);
    await snip.dispose();
    for (const order of ['full', 'first'] as const) {
      const scores = await scoresOf(network, parameters, batches, { steps: 0, order });
      for (const [name, wish] of Object.entries(expected)) {
        const most = Math.max(...wish);
        wish.forEach((value, i) => expect(scores[name]![i]! / most).toBeCloseTo(value / most, 4));
      }
    }
  });

  test('gradients through two steps are those of eager cpu, and other than without', async () => {
    const batches = batchesOf(network, 3, BATCH);
    const options = {
      ...descent,
      network: withoutDropout(network),
      pixels: unitPixels,
      batch: BATCH,
      labelSmoothing: 0,
    };
    const inputs = {
      parameters,
      masks: toMaskTensors(denseMasks(network)),
      images: tensor(
        Uint8Array.from(batches.flatMap(({ images }) => [...images])),
        [3, BATCH, ...network.inputShape],
        'uint8',
      ),
      labels: tensor(Int32Array.from(batches.flatMap(({ labels }) => [...labels])), [3, BATCH], 'int32'),
    };
    const [expected, compiled] = await Promise.all(
      [eager, compile].map(async (make) => {
        const program = await (make as typeof compile)(metaGradients(options), metaGradientSignature(options));
        const gradients = await program.run(inputs);
        await program.dispose();
        return gradients as Parameters;
      }),
    );
    for (const [name, { data }] of Object.entries(expected!)) {
      const most = data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      data.forEach((value, i) => expect(compiled![name]!.data[i]! / most).toBeCloseTo(value / most, 3));
    }
    const full = await scoresOf(network, parameters, batches);
    expect(full).not.toEqual(await scoresOf(network, parameters, batches, { order: 'first' }));
  });
});

test('pruned weights do not move in the steps', async () => {
  const masks: Masks = { 'only/weights': tensor([1, 0, 1], [3], 'uint8') };
  const start = [w[0]!, 0, w[2]!];
  const gradient = gradientAt(start);
  const after = start.map((value, i) => (i === 1 ? 0 : value - 0.1 * gradient[i]!));
  const scores = await scoresOf(quadratic, { 'only/weights': tensor(w) }, [nothing, nothing], {
    masks,
    steps: 1,
    order: 'first',
  });
  gradientAt(after).forEach((value, i) => expect(scores['only/weights']![i]).toBeCloseTo(Math.abs(w[i]! * value), 5));
});

test('a batch for every step and one more, no others', async () => {
  const parameters = shakenParameters(denseNetwork);
  await expect(scoresOf(denseNetwork, parameters, batchesOf(denseNetwork, 2, BATCH))).rejects.toThrow(
    /a batch for every step and one more \(got 2\): expected 3/,
  );
});
