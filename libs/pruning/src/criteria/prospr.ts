import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, int32, tensor, tf, type RunOptions } from '@tombola/engine';
import {
  examplesSpec,
  examplesTensor,
  maskSignature,
  normalise,
  parametersOf,
  prunableOf,
  softmaxCrossEntropy,
  stateSignature,
  type Network,
  type Pixels,
} from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { toMaskTensors } from '../masks';
import { withoutDropout } from './scoring-network';
import type { Batch, Saliency, SaliencyOptions } from './saliency';
import type { Scores } from './scores';

/** The steps that a weight's effect is followed through. */
export interface ProspectOptions {
  /** Steps of gradient descent; 0 is SNIP. */
  readonly steps: number;
  readonly learningRate: number;
  readonly momentum: number;
  /** full: gradients go through the steps; first: the last gradient counts as that of the initial weights. */
  readonly order: 'full' | 'first';
}

/**
 * Prospect pruning (ProsPr; Alizadeh et al., ICLR 2022, section 3): |dL/dc| at c = 1, where L is the loss after some steps of
 * gradient descent that start from c ⊙ w: what an indicator on each weight does to the network that is trained, not to
 * the one that is drawn. All parameters move in these steps, biases and batch norm too; pruned weights do not.
 *
 * Of `steps` + 1 batches each step takes one, and the loss that is differentiated the last. The authors' command repeats one
 * batch unless it is told otherwise, their package does not.
 *
 * @throws {InputError} when there are more batches, or fewer.
 */
export async function prospect(options: SaliencyOptions & ProspectOptions): Promise<Saliency> {
  const { batch, pixels, labelSmoothing = 0, run = {}, ...descent } = options;
  const network = withoutDropout(options.network);
  const program = await compileMetaGradients({ ...descent, network, batch, pixels, labelSmoothing }, run);
  return {
    scores: async ({ parameters, masks }, batches) => {
      checkBatches(batches, options.steps + 1);
      const gradients = await program.run({
        parameters,
        masks: toMaskTensors(masks),
        images: examplesTensor(joined(batches), [batches.length, batch, ...network.inputShape], pixels),
        labels: tensor(Int32Array.from(batches.flatMap(({ labels }) => [...labels])), [batches.length, batch], 'int32'),
      });
      const scores = Object.entries(gradients).map(([name, { data }]) => [name, data.map(Math.abs)] as const);
      return Object.fromEntries(scores) as Scores;
    },
    dispose: () => program.dispose(),
  };
}

export interface MetaGradientOptions extends ProspectOptions {
  readonly network: Network;
  readonly pixels: Pixels;
  readonly batch: number;
  readonly labelSmoothing: number;
}

function compileMetaGradients(options: MetaGradientOptions, run: Pick<RunOptions, 'provider' | 'threads'>) {
  return compile(metaGradients(options), metaGradientSignature(options), run);
}

export function metaGradientSignature({ network, batch, pixels, steps }: MetaGradientOptions) {
  return {
    parameters: stateSignature(network),
    masks: maskSignature(network),
    images: examplesSpec(pixels, steps + 1, batch, ...network.inputShape),
    labels: int32(steps + 1, batch),
  };
}

type Tensors = Readonly<Record<string, tfTypes.Tensor>>;

/** The gradients of the loss after the steps by the masks at the start, as a pure function. */
export function metaGradients(options: MetaGradientOptions) {
  const { network, pixels, labelSmoothing, steps, learningRate, momentum, order } = options;
  const names = parametersOf(network).map(({ name }) => name);
  const pruned = prunableOf(network).map(({ name }) => name);
  return (inputs: { parameters: Tensors; masks: Tensors; images: tfTypes.Tensor; labels: tfTypes.Tensor }) => {
    const [images, labels] = [tf.unstack(inputs.images), tf.unstack(inputs.labels)];
    // Cloned: what the masks hold still during the steps is no function of the masks that are differentiated.
    const still = Object.fromEntries(pruned.map((name) => [name, tf.clone(inputs.masks[name]!)]));

    const lossOf = (batch: number, values: readonly tfTypes.Tensor[]): tfTypes.Scalar => {
      const state = { ...inputs.parameters, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
      const { logits } = network.train(state, normalise(images[batch]!, pixels), {});
      return tf.mean(softmaxCrossEntropy(logits, labels[batch]!, labelSmoothing));
    };
    const gradientsOf = (batch: number, values: tfTypes.Tensor[]) =>
      tf.grads((...at: tfTypes.Tensor[]) => lossOf(batch, at))(values);
    const descended = (start: tfTypes.Tensor[]) => {
      let [values, velocities] = [start, start.map((value): tfTypes.Tensor => tf.zerosLike(value))];
      for (let step = 0; step < steps; step++) {
        const gradients = gradientsOf(step, values).map((gradient, i) => {
          const mask = still[names[i]!];
          return mask === undefined ? gradient : tf.mul(gradient, mask);
        });
        velocities = gradients.map((gradient, i) => tf.add(tf.mul(velocities[i]!, momentum), gradient));
        values = values.map((value, i) => tf.sub(value, tf.mul(velocities[i]!, learningRate)));
      }
      return values;
    };
    const masked = (bits: Tensors) =>
      names.map((name) => {
        const [value, mask] = [inputs.parameters[name]!, bits[name]];
        return mask === undefined ? value : tf.mul(value, mask);
      });

    if (order === 'first') {
      const gradients = gradientsOf(steps, descended(masked(inputs.masks)));
      const byMask = pruned.map((name) => tf.mul(gradients[names.indexOf(name)]!, inputs.parameters[name]!));
      return Object.fromEntries(pruned.map((name, i) => [name, byMask[i]!]));
    }
    const after = (...bits: tfTypes.Tensor[]) =>
      lossOf(steps, descended(masked(Object.fromEntries(pruned.map((name, i) => [name, bits[i]!])))));
    const gradients = tf.grads(after)(pruned.map((name) => inputs.masks[name]!));
    return Object.fromEntries(pruned.map((name, i) => [name, gradients[i]!]));
  };
}

function joined(batches: readonly Batch[]): Uint8Array {
  const size = batches[0]!.images.length;
  const images = new Uint8Array(size * batches.length);
  batches.forEach((batch, i) => images.set(batch.images, i * size));
  return images;
}

function checkBatches({ length }: readonly Batch[], expected: number): void {
  if (length === expected) return;
  throw new InputError({
    what: 'prospect pruning takes a batch for every step and one more',
    value: length,
    expected: String(expected),
  });
}
