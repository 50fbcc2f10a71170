import { allIndices, batches, readHere, type ImageSet } from '@tombola/datasets';
import { tensor, type Provider } from '@tombola/engine';
import {
  buildNetwork,
  initialise,
  paperData,
  prunableOf,
  statisticsOf,
  Trainer,
  unitPixels,
  type DataShape,
  type MaskTensors,
  type Network,
} from '@tombola/nn';
import { quantile, randomStream, readRecipe } from '@tombola/shared';
import { trainingEnvironment } from '@tombola/studies';
import type { Context } from '../cli/context';
import { networkByName } from '../cli/network';
import { benchInChild } from './in-child';
import { requireProvider } from './require-provider';

export interface StepBenchOptions {
  readonly network: string;
  readonly threads: number;
  /** What of onnxruntime runs it; `cpu` when left out. */
  readonly provider?: Provider;
  /** Examples a step; as its paper has it when left out: 60, or 128 of a network with batch norm. */
  readonly batch?: number;
  /** Measurements, of which the least and the median are reported. */
  readonly repeats: number;
  /** Steps a measurement; as many as take about a second when left out. */
  readonly steps?: number;
}

export interface StepBench {
  readonly network: string;
  readonly engine: string;
  readonly threads: number;
  readonly batch: number;
  /** Milliseconds a step. */
  readonly ms_min: number;
  readonly ms_median: number;
}

/** What networks without data of their own train on: MNIST's shape. */
export const mnist: DataShape = { inputShape: [1, 28, 28], classes: 10 };
const MOST_STEPS = 100;

/**
 * The time of one masked training step as training does it: the next batch copied in, forward, backward, gradients
 * masked, Adam (momentum with batch norm), weights masked, the loss read back. Random images of the shape of the
 * network's paper, and masks that keep a random half.
 */
export async function benchStep(options: StepBenchOptions): Promise<StepBench> {
  const { threads, repeats, steps } = options;
  const training = await prepare(options);
  await training.advance(1);
  const times = await measureSteps(training, repeats, steps);
  await training.dispose();
  const { network, engine, batch } = training;
  return { network, engine, threads, batch, ms_min: round(Math.min(...times)), ms_median: round(quantile(times, 0.5)) };
}

/**
 * Milliseconds a step, in calls as long as those of a training.
 *
 * @param steps of a measurement; as many as take about a second when left out
 */
export async function measureSteps(
  training: { advance(count: number): Promise<unknown> },
  repeats: number,
  steps?: number,
): Promise<number[]> {
  const started = performance.now();
  await training.advance(2);
  const guess = Math.ceil(2000 / (performance.now() - started));
  const count = steps ?? Math.min(MOST_STEPS, guess);
  await training.advance(Math.max(2, Math.floor(count / 10)));
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await training.advance(count);
    times.push((performance.now() - start) / count);
  }
  return times;
}

/** The same in a process of its own, with the environment that processes that train get. */
export async function benchStepInChild(
  options: StepBenchOptions,
  context: Pick<Context, 'script' | 'signal'>,
): Promise<StepBench> {
  await requireProvider(options.provider ?? 'cpu');
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return benchInChild<StepBench>(['bench', 'step', ...flags], context, trainingEnvironment());
}

/** A training that goes on for as long as asked. */
export async function prepare(options: Pick<StepBenchOptions, 'network' | 'threads' | 'batch' | 'provider'>) {
  const { network: name, threads, provider = 'cpu' } = options;
  await requireProvider(provider);
  const data = paperData(name) ?? mnist;
  const choice = networkByName(name);
  const network = buildNetwork(choice, data);
  const hasNorms = statisticsOf(network).length > 0;
  const batch = options.batch ?? (hasNorms ? 128 : 60);
  const recipe = readRecipe({
    network: choice,
    dataset: { name: data.inputShape[0] === 1 ? 'mnist' : 'cifar-10' },
    optimizer: hasNorms
      ? { name: 'sgd', learningRate: 0.03, momentum: 0.9 }
      : { name: 'adam', learningRate: data.inputShape[0] === 1 ? 1.2e-3 : 3e-4 },
    steps: 1,
    batch,
  });
  const trainer = await Trainer.create(network, recipe, unitPixels, { threads, provider });
  const set = randomImages(data, Math.max(2 * batch, Math.min(6000, Math.floor(IMAGE_BYTES / bytesOf(data)))));
  const source = batches(readHere(set), allIndices(set), { batch });
  const masks = halfMasks(network);
  const noise = { seed: 0, stream: 'bench' };
  let state = trainer.start(initialise(network, 'glorot-normal', 0), masks);
  let done = 0;
  return {
    network: network.name,
    engine: trainer.engine,
    batch,
    parameters: () => state.parameters,
    /** @returns the loss of each step */
    advance: async (count: number) => {
      const after = await trainer.advance(state, masks, source, done, count, noise);
      state = after.state;
      done += count;
      return after.losses;
    },
    dispose: () => trainer.dispose(),
  };
}

/** Most bytes of random images that are made. */
const IMAGE_BYTES = 2 ** 25;

function bytesOf({ inputShape }: DataShape): number {
  return inputShape.reduce((product, extent) => product * extent, 1);
}

/** Images of random bytes with random labels; of MNIST's shape unless told otherwise. */
export function randomImages(data: DataShape = mnist, count = 6000): ImageSet {
  const stream = randomStream(0, 'bench');
  const images = Uint8Array.from({ length: count * bytesOf(data) }, () => stream.uniform() * 256);
  const labels = Uint8Array.from({ length: count }, () => stream.uniform() * Math.min(256, data.classes));
  return { images, labels, count, shape: data.inputShape, classes: data.classes };
}

function halfMasks(network: Network): MaskTensors {
  const stream = randomStream(0, 'bench', 'masks');
  return Object.fromEntries(
    prunableOf(network).map(({ name, shape }) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      return [
        name,
        tensor(
          Float32Array.from({ length: size }, () => (stream.uniform() < 0.5 ? 0 : 1)),
          shape,
        ),
      ];
    }),
  );
}

/** Microseconds are what a clock can tell here. */
export function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
