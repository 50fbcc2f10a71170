import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, int32, tf, uint8 } from '@tombola/engine';
import { softmaxCrossEntropy } from '../loss';
import { parametersOf, statisticsOf, type Network, type Tensors } from '../network/network';
import type { Optimizer } from '../optimizer/optimizer';
import { normalise, type Pixels } from './pixels';
import { keepSignature, maskSignature, slotSignature, stateSignature } from './signature';

export interface StepOptions {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly batch: number;
  readonly labelSmoothing?: number;
  readonly pixels: Pixels;
}

/** What a training step takes, by how it behaves over the steps. */
export function stepSignature({ network, optimizer, batch }: StepOptions) {
  return {
    carry: { parameters: stateSignature(network), slots: slotSignature(network, optimizer) },
    shared: { masks: maskSignature(network) },
    each: {
      scalars: Object.fromEntries(Object.keys(optimizer.scalars(1, 1)).map((name) => [name, float32()])),
      images: uint8(batch, ...network.inputShape),
      labels: int32(batch),
      keep: keepSignature(network, batch),
    },
  };
}

export type StepSignature = ReturnType<typeof stepSignature>;

/** The next state, statistics among the parameters, and the mean training loss of the batch before the update. */
export interface StepResults {
  readonly parameters: Record<string, tfTypes.Tensor>;
  readonly slots: Record<string, tfTypes.Tensor>;
  readonly loss: tfTypes.Tensor;
}

/**
 * One step of masked training as a pure function: forward, backward, gradients masked, optimizer, parameters masked
 * again; statistics as the forward pass leaves them. Pruned weights and their slots are exactly 0 after it if they were
 * before.
 */
export function trainStep({ network, optimizer, labelSmoothing = 0, pixels }: StepOptions) {
  const names = parametersOf(network).map(({ name }) => name);
  const changing = statisticsOf(network).map(({ name }) => name);
  return (inputs: {
    parameters: Tensors;
    masks: Tensors;
    slots: Tensors;
    scalars: Tensors;
    images: tfTypes.Tensor;
    labels: tfTypes.Tensor;
    keep?: Tensors;
  }): StepResults => {
    const images = normalise(inputs.images, pixels);
    let statistics: Tensors = {};
    const loss = (...values: tfTypes.Tensor[]): tfTypes.Scalar => {
      const state = { ...inputs.parameters, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
      const pass = network.train(state, images, inputs.keep ?? {});
      // Kept: what a function that is differentiated made on its way is freed after it.
      statistics = Object.fromEntries(changing.map((name) => [name, tf.keep(pass.statistics[name]!)]));
      return tf.mean(softmaxCrossEntropy(pass.logits, inputs.labels, labelSmoothing));
    };
    const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => inputs.parameters[name]!));
    const parameters = Object.fromEntries(changing.map((name) => [name, released(statistics[name]!)]));
    const slots: Record<string, tfTypes.Tensor> = {};
    names.forEach((name, i) => {
      const mask = inputs.masks[name];
      const updated = optimizer.update({
        value: inputs.parameters[name]!,
        gradient: mask === undefined ? grads[i]! : tf.mul(grads[i]!, mask),
        slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, inputs.slots[`${name}/${slot}`]!])),
        scalars: inputs.scalars,
      });
      parameters[name] = mask === undefined ? updated.value : tf.mul(updated.value, mask);
      for (const slot of optimizer.slots) slots[`${name}/${slot}`] = updated.slots[slot]!;
    });
    return { parameters, slots, loss: value };
  };
}

/** A kept tensor as one that is freed like any other. */
function released(kept: tfTypes.Tensor): tfTypes.Tensor {
  const tensor = tf.clone(kept);
  kept.dispose();
  return tensor;
}
