import {
  compile,
  eager,
  float32,
  int32,
  tensor,
  tf,
  type Program,
  type RunOptions,
  type Signature,
  type Tensor,
} from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { randomStream, type NetworkName } from '@tombola/shared';
import { initialise } from '../../initialise';
import { softmaxCrossEntropy } from '../../loss';
import { thin } from '../../testing/thin';
import { keepSignature, stateSignature } from '../../training/signature';
import { dropoutNoise } from '../../training/noise';
import { parametersOf, statisticsOf, type Network, type Tensors } from '../network';
import { elementsOf } from '../node';
import { runnable } from '../run';
import { definitionOf, structureOf } from '../structure';

const BATCH = 2;

/** Every family, at its least depth where it has several, with the height and width of its images. */
const cases: readonly (readonly [name: NetworkName, side: number])[] = [
  ['lenet-300-100', 32],
  ['lenet-5-caffe', 32],
  ['conv-2', 32],
  ['conv-6', 32],
  ['vgg-11', 32],
  ['resnet-20', 16],
  ['resnet-18', 32],
  ['resnet-50', 32],
  ['preresnet-101', 8],
  ['wrn-22-2', 8],
  ['densenet-40', 8],
  ['mobilenet-v1', 32],
  ['alexnet-s', 32],
  ['vgg-like', 32],
];

test.each(cases)(
  '%s: loss, every gradient and every statistic of a step are those of eager cpu',
  async (name, side) => {
    const data = { inputShape: [3, side, side], classes: 10 } as const;
    const network = runnable(structureOf(thin(definitionOf({ name }, data)), data));
    const expected = await run(network, eager);
    const compiled = [await run(network, compile, { optimise: false }), await run(network, compile)];
    const all = [...parametersOf(network), ...statisticsOf(network)].map((each) => each.name);
    expect(Object.keys(expected.gradients).concat(Object.keys(expected.statistics)).sort()).toEqual(all.sort());
    const tensors = Object.values({ ...expected.gradients, ...expected.statistics });
    const noise = 1e-6 * Math.max(...tensors.map(greatest));
    for (const results of compiled) {
      close('loss', results.loss, expected.loss, noise);
      for (const part of ['gradients', 'statistics'] as const) {
        for (const [key, wish] of Object.entries(expected[part])) close(key, results[part][key]!, wish, noise);
      }
    }
  },
  120_000,
);

type Make = (
  program: ReturnType<typeof stepOf>,
  signature: Signature,
  options?: RunOptions,
) => Promise<Program<Signature, Results>>;

type Results = { loss: tfTypes.Tensor; gradients: Tensors; statistics: Tensors };

async function run(network: Network, make: unknown, options: RunOptions = {}) {
  const random = randomStream(3, network.name);
  const size = BATCH * elementsOf(network.inputShape);
  const inputs = {
    state: shaken(initialise(network, 'he-normal', 1)),
    images: tensor(
      Float32Array.from({ length: size }, () => random.normal()),
      [BATCH, ...network.inputShape],
    ),
    labels: tensor(
      Int32Array.from({ length: BATCH }, () => random.integer(10)),
      [BATCH],
      'int32',
    ),
    keep: Object.fromEntries(
      Object.entries(dropoutNoise(network, { seed: 1, stream: 'test' }, BATCH, 0, 1)).map(([key, { shape, data }]) => [
        key,
        tensor(data, shape.slice(1), 'bool'),
      ]),
    ),
  };
  const signature: Signature = {
    state: stateSignature(network),
    images: float32(BATCH, ...network.inputShape),
    labels: int32(BATCH),
    keep: keepSignature(network, BATCH),
  };
  const program = await (make as Make)(stepOf(network), signature, options);
  const { loss, gradients, statistics } = await program.run(inputs);
  await program.dispose();
  // A record without members does not come back.
  return { loss, gradients, statistics: statistics ?? {} };
}

/** Loss, gradients and statistics of one pass. */
function stepOf(network: Network) {
  const parameters = parametersOf(network).map((each) => each.name);
  return ({
    state,
    images,
    labels,
    keep,
  }: Record<'state' | 'keep', Tensors> & Record<'images' | 'labels', tfTypes.Tensor>) => {
    let statistics: Tensors = {};
    const loss = (...values: tfTypes.Tensor[]): tfTypes.Scalar => {
      const now = { ...state, ...Object.fromEntries(parameters.map((key, i) => [key, values[i]!])) };
      const pass = network.train(now, images, keep);
      statistics = Object.fromEntries(Object.entries(pass.statistics).map(([key, value]) => [key, tf.keep(value)]));
      return tf.mean(softmaxCrossEntropy(pass.logits, labels));
    };
    const { value, grads } = tf.valueAndGrads(loss)(parameters.map((key) => state[key]!));
    return { loss: value, gradients: Object.fromEntries(parameters.map((key, i) => [key, grads[i]!])), statistics };
  };
}

/** Biases, scales, shifts and statistics that are not all equal, so that a wrong one shows. */
function shaken(state: ReturnType<typeof initialise>): ReturnType<typeof initialise> {
  const random = randomStream(2, 'shaken');
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, data }]) =>
      name.endsWith('/weights')
        ? [name, tensor(data, shape)]
        : [
            name,
            tensor(
              data.map((value) => value + 0.2 * random.uniform()),
              shape,
            ),
          ],
    ),
  );
}

function greatest({ data }: Tensor): number {
  return Array.from(data).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/**
 * Within a hundredth of its length, since rounding in a hundred layers turns a ReLU over here and there; and `noise`,
 * for what is exactly 0 but for rounding, as the gradient of a bias before batch norm is.
 */
function close(name: string, actual: Tensor, expected: Tensor, noise: number): void {
  expect(actual.shape).toEqual(expected.shape);
  const off = lengthOf(Array.from(actual.data, (value, i) => value - expected.data[i]!));
  const allowed = 1e-2 * lengthOf(expected.data) + noise * Math.sqrt(expected.data.length);
  if (!(off <= allowed)) throw new Error(`${name}: off by ${off}, allowed ${allowed}`);
}

function lengthOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}
