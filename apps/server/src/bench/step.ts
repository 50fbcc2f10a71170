import { allIndices, batches, readHere, type ImageSet } from '@tombola/datasets';
import { tensor } from '@tombola/engine';
import {
  buildNetwork,
  initialise,
  prunableOf,
  Trainer,
  unitPixels,
  type DataShape,
  type MaskTensors,
  type Network,
} from '@tombola/nn';
import { quantile, randomStream, readRecipe } from '@tombola/shared';
import { networkByName } from '../cli/network';

export interface StepBenchOptions {
  readonly network: string;
  readonly threads: number;
  readonly batch: number;
  /** Measurements, of which the least and the median are reported. */
  readonly repeats: number;
  /** Steps a measurement. */
  readonly steps: number;
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

/** What every step bench trains on: MNIST's shape, whatever the network. */
const data: DataShape = { inputShape: [1, 28, 28], classes: 10 };
const EXAMPLES = 6000;

/**
 * The time of one masked training step as training does it: the next batch copied in, forward, backward, gradients
 * masked, Adam, weights masked, the loss read back. Random images, and masks that keep a random half.
 */
export async function benchStep(options: StepBenchOptions): Promise<StepBench> {
  const { threads, batch, repeats, steps } = options;
  const training = await prepare(options);
  await training.advance(Math.max(2, Math.floor(steps / 10)));
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await training.advance(steps);
    times.push((performance.now() - start) / steps);
  }
  await training.dispose();
  const { network, engine } = training;
  return { network, engine, threads, batch, ms_min: round(Math.min(...times)), ms_median: round(quantile(times, 0.5)) };
}

/** A training that goes on for as long as asked. */
export async function prepare(options: Pick<StepBenchOptions, 'network' | 'threads' | 'batch'>) {
  const { network: name, threads, batch } = options;
  const recipe = readRecipe({
    network: networkByName(name),
    dataset: { name: 'mnist' },
    optimizer: { name: 'adam', learningRate: 1.2e-3 },
    steps: 1,
    batch,
  });
  const network = buildNetwork(recipe.network, data);
  const trainer = await Trainer.create(network, recipe, unitPixels, { threads });
  const set = randomImages();
  const source = batches(readHere(set), allIndices(set), { batch });
  const masks = halfMasks(network);
  let state = trainer.start(initialise(network, 'glorot-normal', 0), masks);
  let done = 0;
  return {
    network: network.name,
    engine: trainer.engine,
    advance: async (count: number) => {
      ({ state } = await trainer.advance(state, masks, source, done, count));
      done += count;
    },
    dispose: () => trainer.dispose(),
  };
}

/** Images of random bytes with random labels. */
export function randomImages(count = EXAMPLES): ImageSet {
  const stream = randomStream(0, 'bench');
  const size = data.inputShape.reduce((product, extent) => product * extent, 1);
  const images = Uint8Array.from({ length: count * size }, () => stream.uniform() * 256);
  const labels = Uint8Array.from({ length: count }, () => stream.uniform() * data.classes);
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
