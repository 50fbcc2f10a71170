import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, int32, tensor, tf, type CompiledProgram, type RunOptions } from '@tombola/engine';
import type { Parameters } from '../initialise';
import { softmaxCrossEntropy } from '../loss';
import { prunableOf, type Network, type Tensors } from '../network/network';
import { floats } from './floats';
import { dropoutNoise, type NoiseKey } from './noise';
import { examplesSpec, examplesTensor, normalise, type Pixels } from './pixels';
import { keepSignature, stateSignature } from './signature';
import type { BatchSource } from './trainer';

export interface GradientsOptions {
  readonly network: Network;
  readonly batch: number;
  readonly labelSmoothing?: number;
  readonly pixels: Pixels;
}

/** Gradients of the mean training loss of a batch with respect to every prunable weight, as a pure function. */
export function denseGradients({ network, labelSmoothing = 0, pixels }: GradientsOptions) {
  const names = prunableOf(network).map(({ name }) => name);
  return (inputs: { parameters: Tensors; images: tfTypes.Tensor; labels: tfTypes.Tensor; keep?: Tensors }) => {
    const images = normalise(inputs.images, pixels);
    const loss = (...values: tfTypes.Tensor[]): tfTypes.Scalar => {
      const state = { ...inputs.parameters, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
      const { logits } = network.train(state, images, inputs.keep ?? {});
      return tf.mean(softmaxCrossEntropy(logits, inputs.labels, labelSmoothing));
    };
    const gradients = tf.grads(loss)(names.map((name) => inputs.parameters[name]!));
    return { gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]!])) };
  };
}

/** What `denseGradients` takes. */
export function gradientsSignature({ network, batch, pixels }: GradientsOptions) {
  return {
    parameters: stateSignature(network),
    images: examplesSpec(pixels, batch, ...network.inputShape),
    labels: int32(batch),
    keep: keepSignature(network, batch),
  };
}

type GradientsProgram = CompiledProgram<
  ReturnType<typeof gradientsSignature>,
  ReturnType<ReturnType<typeof denseGradients>>
>;

/** The dense gradients of one network, compiled. */
export class Gradients {
  private constructor(
    private readonly program: GradientsProgram,
    private readonly options: GradientsOptions,
  ) {}

  static async create(
    options: GradientsOptions,
    run: Pick<RunOptions, 'provider' | 'threads'> = {},
  ): Promise<Gradients> {
    return new Gradients(await compile(denseGradients(options), gradientsSignature(options), run), options);
  }

  /** @param step the step, from 1, that dropout draws for */
  async of(
    parameters: Parameters,
    { images, labels }: ReturnType<BatchSource['next']>,
    step: number,
    noise?: NoiseKey,
  ): Promise<Parameters> {
    const { network, batch, pixels } = this.options;
    const drawn = noise === undefined ? {} : dropoutNoise(network, noise, batch, step - 1, 1);
    const { gradients } = await this.program.run({
      parameters,
      images: examplesTensor(images, [batch, ...network.inputShape], pixels),
      labels: tensor(labels, [batch], 'int32'),
      keep: Object.fromEntries(
        Object.entries(drawn).map(([name, { data, shape }]) => [name, tensor(data, shape.slice(1), 'bool')]),
      ),
    });
    return floats(gradients);
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}
