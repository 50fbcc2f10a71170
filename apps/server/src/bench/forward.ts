import { buildNetwork, Evaluator, initialise, paperData, unitPixels, type DataShape } from '@tombola/nn';
import { quantile } from '@tombola/shared';
import { networkByName } from '../cli/network';
import { randomImages } from './step';

export interface ForwardBenchOptions {
  readonly network: string;
  readonly threads: number;
  /** Images a call. */
  readonly batch: number;
  /** Calls measured. */
  readonly repeats: number;
}

export interface ForwardBench extends ForwardBenchOptions {
  readonly engine: string;
  /** Milliseconds a call, the median. */
  readonly ms_median: number;
  readonly images_per_second: number;
}

const mnist: DataShape = { inputShape: [1, 28, 28], classes: 10 };

/** How fast a network evaluates: raw bytes in, losses, hits and logits out, as validation does it. */
export async function benchForward(options: ForwardBenchOptions): Promise<ForwardBench> {
  const { network: name, threads, batch, repeats } = options;
  const data = paperData(name) ?? mnist;
  const network = buildNetwork(networkByName(name), data);
  const evaluator = await Evaluator.create(network, unitPixels, { threads });
  const { images, labels } = randomImages(data, batch);
  const parameters = initialise(network, 'glorot-normal', 0);
  const classes = Int32Array.from(labels);
  await evaluator.forward(parameters, images, classes);
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await evaluator.forward(parameters, images, classes);
    times.push(performance.now() - start);
  }
  await evaluator.dispose();
  const median = quantile(times, 0.5);
  return {
    ...options,
    network: network.name,
    engine: evaluator.engine,
    ms_median: Math.round(median * 1000) / 1000,
    images_per_second: Math.round((batch / median) * 1000),
  };
}
