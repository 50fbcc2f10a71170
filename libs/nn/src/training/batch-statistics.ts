import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, tensor, type CompiledProgram, type RunOptions, type Tensor } from '@tombola/engine';
import type { Parameters } from '../initialise';
import { statisticsOf, type Network, type Tensors } from '../network/network';
import { floats } from './floats';
import { dropoutNoise, type NoiseKey } from './noise';
import { examplesSpec, examplesTensor, normalise, type Pixels } from './pixels';
import { keepSignature, stateSignature } from './signature';
import type { BatchSource } from './trainer';

export interface BatchStatisticsOptions {
  readonly network: Network;
  readonly batch: number;
  readonly pixels: Pixels;
}

function signature({ network, batch, pixels }: BatchStatisticsOptions) {
  return {
    parameters: stateSignature(network),
    images: examplesSpec(pixels, batch, ...network.inputShape),
    keep: keepSignature(network, batch),
  };
}

function forward({ network, pixels }: BatchStatisticsOptions) {
  return (inputs: { parameters: Tensors; images: tfTypes.Tensor; keep?: Tensors }) => {
    const { statistics } = network.train(inputs.parameters, normalise(inputs.images, pixels), inputs.keep ?? {});
    return { statistics: { ...statistics } };
  };
}

type Program = CompiledProgram<ReturnType<typeof signature>, { statistics: Record<string, tfTypes.Tensor> }>;

/**
 * The statistics of batch norm that weights have on training data, recomputed: means of the means and of the unbiased
 * variances of batches, as `update_bn` of PyTorch takes them. Weights between two trainings have no running ones of their own.
 */
export class BatchStatistics {
  private constructor(
    private readonly program: Program,
    private readonly options: BatchStatisticsOptions,
  ) {}

  static async create(
    options: BatchStatisticsOptions,
    run: Pick<RunOptions, 'provider' | 'threads'> = {},
  ): Promise<BatchStatistics> {
    return new BatchStatistics(await compile(forward(options), signature(options), run), options);
  }

  /**
   * The parameters with their statistics taken anew from so many batches.
   *
   * @param noise what dropout draws in them
   */
  async of(parameters: Parameters, batches: BatchSource, count: number, noise?: NoiseKey): Promise<Parameters> {
    const { network, batch, pixels } = this.options;
    // From zeros, what runs is the share of the batch in it.
    const shares = new Map<string, number>();
    for (const node of network.nodes) if (node.op === 'batch-norm') shares.set(node.name, 1 - node.momentum);
    const sums = Object.fromEntries(
      statisticsOf(network).map(({ name, shape: [channels = 0] }) => [name, new Float64Array(channels)]),
    );
    const zeros = Object.fromEntries(
      Object.entries(sums).map(([name, { length }]) => [name, tensor(new Float32Array(length))]),
    );
    for (let i = 0; i < count; i++) {
      const { images } = batches.next();
      const { statistics } = await this.program.run({
        parameters: { ...parameters, ...zeros },
        images: examplesTensor(images, [batch, ...network.inputShape], pixels),
        keep: noise === undefined ? {} : oneStep(dropoutNoise(network, noise, batch, i, 1)),
      });
      for (const [name, { data }] of Object.entries(floats(statistics))) {
        const share = shares.get(name.slice(0, name.lastIndexOf('/')))!;
        data.forEach((value, channel) => (sums[name]![channel]! += value / share / count));
      }
    }
    const recomputed = Object.entries(sums).map(([name, sum]) => [name, tensor(Float32Array.from(sum))] as const);
    return { ...parameters, ...Object.fromEntries(recomputed) };
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}

/** What dropout keeps in one step, without the axis of steps. */
function oneStep(drawn: Readonly<Record<string, Tensor<'bool'>>>): Record<string, Tensor<'bool'>> {
  return Object.fromEntries(
    Object.entries(drawn).map(([name, { data, shape }]) => [name, tensor(data, shape.slice(1), 'bool')]),
  );
}
