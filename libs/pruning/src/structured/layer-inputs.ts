import { compile, type CompiledProgram, type RunOptions, type Signature, type Tensor } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import {
  examplesSpec,
  examplesTensor,
  normalise,
  runnable,
  stateSignature,
  type Network,
  type Parameters,
  type Pixels,
} from '@tombola/nn';

type Program = CompiledProgram<Signature, { inputs: tfTypes.Tensor }>;

/** What one layer reads when the network is used, compiled: activations for selections that look at them. */
export class LayerInputs {
  private constructor(
    private readonly program: Program,
    private readonly network: Network,
    private readonly pixels: Pixels,
  ) {}

  /** @param layer a node that reads another one */
  static async create(
    network: Network,
    layer: string,
    pixels: Pixels,
    options: Pick<RunOptions, 'provider' | 'threads'> = {},
  ): Promise<LayerInputs> {
    const [input] = network.nodes.find(({ name }) => name === layer)!.inputs;
    const last = network.nodes.findIndex(({ name }) => name === input);
    // A network that ends before the layer: what it makes is what the layer reads.
    const part = runnable({ ...network, nodes: network.nodes.slice(0, last + 1) });
    const signature = {
      parameters: stateSignature(network),
      images: examplesSpec(pixels, 'batch', ...network.inputShape),
    };
    const program = await compile(
      ({ parameters, images }) => ({ inputs: part.logits(parameters, normalise(images, pixels)) }),
      signature,
      options,
    );
    return new LayerInputs(program, network, pixels);
  }

  /** @returns float32 [count, channels, height, width], or [count, units] */
  async of(parameters: Parameters, images: Uint8Array, count: number): Promise<Tensor<'float32'>> {
    const { inputs } = await this.program.run({
      parameters,
      images: examplesTensor(images, [count, ...this.network.inputShape], this.pixels),
    });
    return inputs as Tensor<'float32'>;
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}
