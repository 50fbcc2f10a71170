import { compile, eager, int32, tensor, tf, uint8 } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import {
  denseGradients,
  Gradients,
  maskSignature,
  mlp,
  normalise,
  softmaxCrossEntropy,
  stateSignature,
  unitPixels,
  type Network,
  type Parameters,
} from '@tombola/nn';
import { denseMasks, toMaskTensors, type Masks } from '../masks';
import { random } from './random';
import { gradientMagnitude } from './gradient';
import { withoutDropout } from './scoring-network';
import type { Batch } from './saliency';
import type { Scores } from './scores';
import { connectionSensitivity, normalised } from './snip';
import { batchesOf, convNetwork, denseNetwork, networkWithLoss, shakenParameters } from './testing/networks';
import { pruneGlobally } from '../prune';

const BATCH = 4;

async function scoresOf(network: Network, parameters: Parameters, masks = denseMasks(network), count = 1) {
  const criterion = await connectionSensitivity({ network, pixels: unitPixels, batch: BATCH });
  const scores = await criterion.scores({ parameters, masks }, batchesOf(network, count, BATCH));
  await criterion.dispose();
  return scores;
}

function close(actual: Scores, expected: Scores, digits = 5) {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, wish] of Object.entries(expected)) {
    const most = wish.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    wish.forEach((value, i) => expect(actual[name]![i]! / most).toBeCloseTo(value / most, digits));
  }
}

test('of y = w x and a squared error it is |(w x - t) x w|', async () => {
  const network = networkWithLoss(3, (w) => tf.div(tf.square(tf.sum(tf.mul(w, [3, 1, 2]))), 2));
  const criterion = await connectionSensitivity({ network, pixels: unitPixels, batch: 1 });
  const example = { images: Uint8Array.of(0), labels: Int32Array.of(0) };
  const at = { parameters: { 'only/weights': tensor([1, -2, 0.5]) }, masks: denseMasks(network) };
  const scores = await criterion.scores(at, [example]);
  // w x = 2: the signed products are 6, -4 and 2.
  const gradients = await Gradients.create({ network, batch: 1, pixels: unitPixels });
  const { data } = (await gradients.of(at.parameters, example, 1))['only/weights']!;
  await gradients.dispose();
  [6, -4, 2].forEach((product, i) => expect(data[i]! * [1, -2, 0.5][i]!).toBeCloseTo(product, 4));
  close(scores, { 'only/weights': Float32Array.of(6, 4, 2) });
  close(normalised(scores), { 'only/weights': Float32Array.of(1 / 2, 1 / 3, 1 / 6) });
  await criterion.dispose();
});

test('of a softmax layer with W = I, x = [1, 2] and label 0 its shares are 1/3 and 2/3, on the diagonal', async () => {
  const network = mlp({ inputShape: [1, 1, 2], hidden: [], classes: 2 });
  const criterion = await connectionSensitivity({ network, pixels: { mean: [0], std: [1 / 255] }, batch: 1 });
  const parameters = { 'dense_1/weights': tensor([1, 0, 0, 1], [2, 2]), 'dense_1/bias': tensor([0, 0]) };
  const example = { images: Uint8Array.of(1, 2), labels: Int32Array.of(0) };
  const scores = await criterion.scores({ parameters, masks: denseMasks(network) }, [example]);
  close(scores, { 'dense_1/weights': Float32Array.of(0.731059, 0, 0, 1.462117) });
  close(normalised(scores), { 'dense_1/weights': Float32Array.of(1 / 3, 0, 0, 2 / 3) });
  await criterion.dispose();
});

describe.each([
  ['dense', denseNetwork],
  ['convolutional', convNetwork],
])('of a %s network', (_, network) => {
  const parameters = shakenParameters(network);
  const sizes = Object.fromEntries(Object.entries(denseMasks(network)).map(([name, { data }]) => [name, data.length]));
  const halved = pruneGlobally(denseMasks(network), random(sizes, 1), 60);

  test.each([
    ['dense', denseMasks(network)],
    ['pruned', halved],
  ])('it is the gradient by the masks themselves, where they are 0 too: %s', async (_, masks) => {
    close(await scoresOf(network, parameters, masks), await byMasks(network, parameters, masks, eager));
    close(await scoresOf(network, parameters, masks), await byMasks(network, parameters, masks, compile));
  });

  test('gradients are those of eager cpu', async () => {
    const [batch] = batchesOf(network, 1, BATCH);
    const criterion = await gradientMagnitude({ network, pixels: unitPixels, batch: BATCH });
    const scores = await criterion.scores({ parameters, masks: denseMasks(network) }, [batch!]);
    await criterion.dispose();
    const expected = await gradientsOf(network, parameters, batch!, eager);
    close(
      scores,
      mapValues(expected, (gradient) => Math.abs(gradient)),
    );
  });

  test('several batches count as one: signed products are summed before the absolute value', async () => {
    const batches = batchesOf(network, 3, BATCH);
    const each = await Promise.all(batches.map((batch) => gradientsOf(network, parameters, batch, compile)));
    const mean = mapValues(each[0]!, (gradient, name, i) => {
      const sum = gradient + each[1]![name]!.data[i]! + each[2]![name]!.data[i]!;
      return Math.abs((sum * parameters[name]!.data[i]!) / 3);
    });
    const one = await scoresOf(network, parameters);
    const all = await scoresOf(network, parameters, denseMasks(network), 3);
    close(all, mean);
    expect(all).not.toEqual(one);
  });
});

test('scaling a layer by a and the next by 1 / a changes no share of a network without biases', async () => {
  const parameters = withZeroBiases(shakenParameters(denseNetwork));
  const scaled = { ...parameters };
  for (const [name, factor] of [
    ['dense_1', 4.3],
    ['dense_2', 1 / 4.3],
  ] as const) {
    const { data, shape } = parameters[`${name}/weights`]!;
    scaled[`${name}/weights`] = tensor(
      data.map((value) => value * factor),
      shape,
    );
  }
  close(normalised(await scoresOf(denseNetwork, scaled)), normalised(await scoresOf(denseNetwork, parameters)), 4);
});

test('scaling the loss changes no share', async () => {
  const shares = async (factor: number) => {
    const network = networkWithLoss(3, (w) => tf.mul(tf.square(tf.sum(tf.mul(w, [3, 1, 2]))), factor));
    const criterion = await connectionSensitivity({ network, pixels: unitPixels, batch: 1 });
    const at = { parameters: { 'only/weights': tensor([1, -2, 0.5]) }, masks: denseMasks(network) };
    const scores = await criterion.scores(at, [{ images: Uint8Array.of(0), labels: Int32Array.of(0) }]);
    await criterion.dispose();
    return normalised(scores);
  };
  close(await shares(0.9), await shares(0.2));
  const none: Scores = { a: Float32Array.of(0, 0) };
  expect(normalised(none)).toEqual(none);
});

test('|g| is another criterion than |w g|: it keeps other weights', async () => {
  const parameters = shakenParameters(denseNetwork);
  const wrong = await gradientMagnitude({ network: denseNetwork, pixels: unitPixels, batch: BATCH });
  const scores = await wrong.scores({ parameters, masks: denseMasks(denseNetwork) }, batchesOf(denseNetwork, 1, BATCH));
  await wrong.dispose();
  const keep = (by: Scores) => pruneGlobally(denseMasks(denseNetwork), by, 100);
  expect(keep(scores)).not.toEqual(keep(await scoresOf(denseNetwork, parameters)));
});

test('without examples there is nothing to score on', async () => {
  await expect(scoresOf(denseNetwork, shakenParameters(denseNetwork), undefined, 0)).rejects.toThrow(
    /at least one batch/,
  );
});

/** |dL/dc| at c = masks, by differentiating the masks. */
async function byMasks(network: Network, parameters: Parameters, masks: Masks, make: typeof compile | typeof eager) {
  const quiet = withoutDropout(network);
  const [batch] = batchesOf(network, 1, BATCH);
  const names = Object.keys(masks);
  const signature = {
    parameters: stateSignature(network),
    masks: maskSignature(network),
    ...dataSignature(network),
  };
  const program = await make((inputs) => {
    const loss = (...bits: tfTypes.Tensor[]) => {
      const masked = names.map((name, i) => [name, tf.mul(inputs.parameters[name]!, bits[i]!)] as const);
      const state = { ...inputs.parameters, ...Object.fromEntries(masked) };
      const { logits } = quiet.train(state, normalise(inputs.images, unitPixels), {});
      return tf.mean<tfTypes.Scalar>(softmaxCrossEntropy(logits, inputs.labels));
    };
    const gradients = tf.grads(loss)(names.map((name) => inputs.masks[name]!));
    return Object.fromEntries(names.map((name, i) => [name, tf.abs(gradients[i]!)]));
  }, signature);
  const results = await program.run({
    parameters,
    masks: toMaskTensors(masks),
    ...inputsOf(network, batch!),
  });
  await program.dispose();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]));
}

/** dL/dw of a batch. */
async function gradientsOf(
  network: Network,
  parameters: Parameters,
  batch: Batch,
  make: typeof compile | typeof eager,
) {
  const { images, labels } = inputsOf(network, batch);
  const signature = { parameters: stateSignature(network), ...dataSignature(network) };
  const gradients = denseGradients({ network: withoutDropout(network), pixels: unitPixels, batch: BATCH });
  const program = await make((inputs) => ({ ...gradients(inputs).gradients }), signature);
  const results = await program.run({ parameters, images, labels });
  await program.dispose();
  return results as Parameters;
}

function dataSignature(network: Network) {
  return { images: uint8(BATCH, ...network.inputShape), labels: int32(BATCH) };
}

function inputsOf(network: Network, { images, labels }: Batch) {
  return {
    images: tensor(images, [BATCH, ...network.inputShape], 'uint8'),
    labels: tensor(labels, [BATCH], 'int32'),
  };
}

function mapValues(tensors: Parameters, change: (value: number, name: string, i: number) => number): Scores {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { data }]) => [name, data.map((value, i) => change(value, name, i))]),
  );
}

function withZeroBiases(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      name.endsWith('/bias') ? tensor(new Float32Array(value.data.length), value.shape) : value,
    ]),
  );
}
