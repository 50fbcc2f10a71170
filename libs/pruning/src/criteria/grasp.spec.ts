import { compile, eager, tensor, tf } from '@tombola/engine';
import { Gradients, mlp, unitPixels, type Network, type Parameters } from '@tombola/nn';
import { countMasks, denseMasks, type Masks } from '../masks';
import { invertScores } from '../methods/controls';
import { pruneGlobally } from '../prune';
import { gradientFlow } from './grasp';
import { hessianProduct, hessianProductSignature } from './hessian-product';
import { maskedParameters } from './loss-gradient';
import { random } from './random';
import type { Batch } from './saliency';
import { withoutDropout } from './scoring-network';
import { batchesOf, convNetwork, denseNetwork, networkWithLoss, shakenParameters } from './testing/networks';

const BATCH = 4;
const nothing: Batch = { images: Uint8Array.of(0), labels: Int32Array.of(0) };

/** L = w A w / 2 + b w + 3, whose Hessian is A. */
const A = [2, 1, 0, 1, 3, -1, 0, -1, 1.5];
const b = [0.1, -0.2, 0.3];
const quadratic = networkWithLoss(3, (w) => {
  const column = tf.reshape(w, [3, 1]);
  const square = tf.sum(tf.mul(column, tf.matMul(tf.tensor2d(A, [3, 3]), column)));
  return tf.add(tf.add(tf.div(square, 2), tf.sum(tf.mul(w, b))), 3);
});
const w = [0.5, -0.4, 0.2];
const times = (vector: readonly number[]) =>
  [0, 1, 2].map((row) => vector.reduce((sum, value, column) => sum + A[3 * row + column]! * value, 0));

async function scoresOf(network: Network, parameters: Parameters, batches: readonly Batch[], options = {}) {
  const { masks = denseMasks(network), temperature = 1 } = options as { masks?: Masks; temperature?: number };
  const batch = batches[0]!.labels.length;
  const criterion = await gradientFlow({ network, pixels: unitPixels, batch, temperature });
  const scores = await criterion.scores({ parameters, masks }, batches);
  await criterion.dispose();
  return scores;
}

test('on a quadratic loss S = -w (H g) with the Hessian that is known', async () => {
  const scores = await scoresOf(quadratic, { 'only/weights': tensor(w) }, [nothing]);
  const gradient = times(w).map((value, i) => value + b[i]!);
  times(gradient).forEach((product, i) => expect(scores['only/weights']![i]).toBeCloseTo(w[i]! * product, 5));
});

test('H and g are of the kept weights alone', async () => {
  const masks = { 'only/weights': tensor([1, 0, 1], [3], 'uint8') };
  const scores = await scoresOf(quadratic, { 'only/weights': tensor(w) }, [nothing], { masks });
  const kept = [w[0]!, 0, w[2]!];
  const gradient = times(kept).map((value, i) => (i === 1 ? 0 : value + b[i]!));
  times(gradient).forEach((product, i) => expect(scores['only/weights']![i]).toBeCloseTo(kept[i]! * product, 5));
});

test('the temperature divides the logits: a softmax layer has H = x xᵀ ⊗ (diag p - p pᵀ) / T²', async () => {
  const network = mlp({ inputShape: [1, 1, 2], hidden: [], classes: 2 });
  const weights = [0.3, -0.2, 0.7, 0.1];
  const parameters = { 'dense_1/weights': tensor(weights, [2, 2]), 'dense_1/bias': tensor([0, 0]) };
  const example = { images: Uint8Array.of(51, 204), labels: Int32Array.of(1) };
  const x = [0.2, 0.8];
  for (const temperature of [1, 200]) {
    const scores = await scoresOf(network, parameters, [example], { temperature });
    const logits = [0, 1].map((j) => (x[0]! * weights[j]! + x[1]! * weights[2 + j]!) / temperature);
    const sum = Math.exp(logits[0]!) + Math.exp(logits[1]!);
    const p = logits.map((logit) => Math.exp(logit) / sum);
    const error = [p[0]!, p[1]! - 1];
    // Both classes' errors are opposite, and so are the rows of diag p - p pᵀ.
    const curved = p[0]! * p[1]! * (error[0]! - error[1]!);
    const length = x[0]! ** 2 + x[1]! ** 2;
    const wish = weights.map(
      (weight, k) => (weight * x[k >> 1]! * length * (k % 2 === 0 ? curved : -curved)) / temperature ** 3,
    );
    wish.forEach((value, k) => expect(scores['dense_1/weights']![k]! / value).toBeCloseTo(1, 4));
  }
});

describe.each([
  ['dense', denseNetwork],
  ['convolutional', withoutDropout(convNetwork)],
])('of a %s network', (_, network) => {
  const parameters = shakenParameters(network);
  const [batch] = batchesOf(network, 1, BATCH);

  test('the Hessian product is that of eager cpu', async () => {
    const options = { network, pixels: unitPixels, batch: BATCH };
    const direction = Object.fromEntries(Object.keys(denseMasks(network)).map((name) => [name, parameters[name]!]));
    const inputs = {
      parameters,
      direction,
      images: tensor(batch!.images, [BATCH, ...network.inputShape], 'uint8'),
      labels: tensor(batch!.labels, [BATCH], 'int32'),
    };
    const [expected, compiled] = await Promise.all(
      [eager, compile].map(async (make) => {
        const program = await (make as typeof compile)(hessianProduct(options), hessianProductSignature(options));
        const { products } = await program.run(inputs);
        await program.dispose();
        return products as Parameters;
      }),
    );
    for (const [name, { data }] of Object.entries(expected!)) {
      const most = data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      expect(most).toBeGreaterThan(0);
      data.forEach((value, i) => expect(compiled![name]!.data[i]! / most).toBeCloseTo(value / most, 3));
    }
  });

  test('twice the same batch is the batch; two batches are something else', async () => {
    const once = await scoresOf(network, parameters, [batch!]);
    const twice = await scoresOf(network, parameters, [batch!, batch!]);
    for (const [name, values] of Object.entries(once)) {
      const most = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      values.forEach((value, i) => expect(twice[name]![i]! / most).toBeCloseTo(value / most, 4));
    }
    expect(await scoresOf(network, parameters, batchesOf(network, 2, BATCH))).not.toEqual(once);
  });
});

test('a layer before batch norm, whose size does not matter, has scores that sum to -|g|²', async () => {
  const network = withoutDropout(convNetwork);
  const parameters = shakenParameters(network);
  const [batch] = batchesOf(network, 1, BATCH);
  const gradients = await Gradients.create({ network, pixels: unitPixels, batch: BATCH });
  const g = await gradients.of(parameters, batch!, 1);
  await gradients.dispose();
  const scores = await scoresOf(network, parameters, [batch!]);
  for (const name of ['stem/weights', 'inner/weights']) {
    const square = g[name]!.data.reduce((sum, value) => sum + value * value, 0);
    const sum = scores[name]!.reduce((total, value) => total + value, 0);
    expect(sum / -square).toBeCloseTo(1, 2);
  }
});

test('the highest S goes first: pruning by it leaves more of the gradient than pruning the other way', async () => {
  const parameters = shakenParameters(denseNetwork);
  const batches = batchesOf(denseNetwork, 1, 60);
  const masks = denseMasks(denseNetwork);
  const scores = await scoresOf(denseNetwork, parameters, batches);
  const gradients = await Gradients.create({ network: denseNetwork, pixels: unitPixels, batch: 60 });
  const flow = async (kept: Masks) => {
    const g = maskedParameters(await gradients.of(maskedParameters(parameters, kept), batches[0]!, 1), kept);
    return Object.values(g).reduce((sum, { data }) => sum + data.reduce((part, value) => part + value * value, 0), 0);
  };
  const few = Math.floor(countMasks(masks).total / 20);
  const sizes = Object.fromEntries(Object.entries(masks).map(([name, { data }]) => [name, data.length]));
  const byGrasp = await flow(pruneGlobally(masks, scores, few));
  expect(byGrasp).toBeGreaterThan(await flow(pruneGlobally(masks, random(sizes, 1), few)));
  expect(byGrasp).toBeGreaterThan(await flow(pruneGlobally(masks, invertScores(scores), few)));
  await gradients.dispose();
});
