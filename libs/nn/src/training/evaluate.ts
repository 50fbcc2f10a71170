import { compile, int32, tensor, tf, type CompiledProgram, type RunOptions, type Signature } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { InputError } from '@tombola/shared';
import type { Parameters } from '../initialise';
import { softmaxCrossEntropy } from '../loss';
import type { Network } from '../network/network';
import { stateSignature } from './signature';
import { examplesSpec, examplesTensor, normalise, type Pixels } from './pixels';

/** Examples to evaluate on: raw bytes and class numbers, batch by batch, as often as asked. */
export type Examples = () => Iterable<{ readonly images: Uint8Array; readonly labels: Int32Array }>;

/** Mean cross-entropy (natural logarithm, without label smoothing) and the share of right answers. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

/** The forward pass of a network, compiled: losses, hits and logits of examples. */
export class Evaluator {
  private constructor(
    private readonly program: CompiledProgram<Signature, Record<'losses' | 'hits' | 'logits', tfTypes.Tensor>>,
    private readonly network: Network,
    readonly pixels: Pixels,
  ) {}

  static async create(
    network: Network,
    pixels: Pixels,
    options: Pick<RunOptions, 'provider' | 'threads'> = {},
  ): Promise<Evaluator> {
    const signature = {
      parameters: stateSignature(network),
      images: examplesSpec(pixels, 'batch', ...network.inputShape),
      labels: int32('batch'),
    };
    const program = await compile(
      ({ parameters, images, labels }) => {
        const logits = network.logits(parameters, normalise(images, pixels));
        const hits = tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'int32');
        return { losses: softmaxCrossEntropy(logits, labels), hits, logits };
      },
      signature,
      options,
    );
    return new Evaluator(program, network, pixels);
  }

  /** What runs it. */
  get engine(): string {
    return this.program.engine;
  }

  /** The logits [batch, classes] of raw images, with their losses and hits. */
  async forward(parameters: Parameters, images: Uint8Array, labels: Int32Array) {
    return this.program.run({
      parameters,
      images: examplesTensor(images, [labels.length, ...this.network.inputShape], this.pixels),
      labels: tensor(labels, [labels.length], 'int32'),
    });
  }

  /**
   * Loss and accuracy over all examples; sums are taken in float64.
   *
   * @throws {InputError} when there are no examples.
   */
  async evaluate(parameters: Parameters, examples: Examples): Promise<Evaluation> {
    let [count, loss, hits] = [0, 0, 0];
    for (const { images, labels } of examples()) {
      const results = await this.forward(parameters, images, labels);
      for (let i = 0; i < labels.length; i++) {
        loss += results.losses.data[i]!;
        hits += results.hits.data[i]!;
      }
      count += labels.length;
    }
    if (count === 0) throw new InputError({ what: 'there are no examples to evaluate on', expected: 'at least one' });
    return { loss: loss / count, accuracy: hits / count };
  }

  async dispose(): Promise<void> {
    await this.program.dispose();
  }
}
