import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, int32, tf, uint8 } from '@tombola/engine';
import { softmaxCrossEntropy } from '../loss';
import { parametersOf, type Network } from '../network/network';
import type { Optimizer, Tensors } from '../optimizer/optimizer';
import { normalise, type Pixels } from './pixels';
import { maskSignature, parameterSignature, slotSignature } from './signature';

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
    carry: { parameters: parameterSignature(network), slots: slotSignature(network, optimizer) },
    shared: { masks: maskSignature(network) },
    each: {
      scalars: Object.fromEntries(Object.keys(optimizer.scalars(1, 1)).map((name) => [name, float32()])),
      images: uint8(batch, ...network.inputShape),
      labels: int32(batch),
    },
  };
}

export type StepSignature = ReturnType<typeof stepSignature>;

/** The next state, and the mean training loss of the batch before the update. */
export interface StepResults {
  readonly parameters: Record<string, tfTypes.Tensor>;
  readonly slots: Record<string, tfTypes.Tensor>;
  readonly loss: tfTypes.Tensor;
}

/**
 * One step of masked training as a pure function: forward, backward, gradients masked, optimizer, parameters masked
 * again. Pruned weights and their slots are exactly 0 after it if they were before.
 */
export function trainStep({ network, optimizer, labelSmoothing = 0, pixels }: StepOptions) {
  const names = parametersOf(network).map(({ name }) => name);
  return (inputs: {
    parameters: Tensors;
    masks: Tensors;
    slots: Tensors;
    scalars: Tensors;
    images: tfTypes.Tensor;
    labels: tfTypes.Tensor;
  }): StepResults => {
    const images = normalise(inputs.images, pixels);
    const loss = (...values: tfTypes.Tensor[]): tfTypes.Scalar => {
      const parameters = Object.fromEntries(names.map((name, i) => [name, values[i]!]));
      return tf.mean(softmaxCrossEntropy(network.logits(parameters, images), inputs.labels, labelSmoothing));
    };
    const { value, grads } = tf.valueAndGrads(loss)(names.map((name) => inputs.parameters[name]!));
    const parameters: Record<string, tfTypes.Tensor> = {};
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
