import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, int32, tf } from '@tombola/engine';
import { softmaxCrossEntropy } from '../loss';
import { statisticsOf, type Network, type Tensors } from '../network/network';
import type { Optimizer } from '../optimizer/optimizer';
import { examplesSpec, normalise, type Pixels } from './pixels';
import { PLAIN, ruleSignature, type RuleInputs, type StepRule } from './rule';
import { keepSignature, maskSignature, slotSignature, stateSignature, trainedParameters } from './signature';

export interface StepOptions {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly batch: number;
  readonly labelSmoothing?: number;
  readonly pixels: Pixels;
  /** How the step differs from plain masked training. */
  readonly rule?: StepRule;
}

/** What a training step takes, by how it behaves over the steps. */
export function stepSignature({ network, optimizer, batch, pixels, rule = PLAIN }: StepOptions) {
  const scalarsOf = (numbers: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.keys(numbers).map((name) => [name, float32()]));
  return {
    carry: {
      parameters: { ...stateSignature(network), ...ruleSignature(rule.parameters) },
      slots: slotSignature(network, optimizer, rule),
      memory: ruleSignature(rule.memory),
    },
    shared: { masks: maskSignature(network) },
    each: {
      scalars: scalarsOf(optimizer.scalars(1, 1)),
      numbers: scalarsOf(rule.numbers?.(1) ?? {}),
      noise: ruleSignature(rule.noise),
      images: examplesSpec(pixels, batch, ...network.inputShape),
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
  readonly memory: Record<string, tfTypes.Tensor>;
  readonly loss: tfTypes.Tensor;
}

interface StepInputs {
  readonly parameters: Tensors;
  readonly masks: Tensors;
  readonly slots: Tensors;
  readonly memory?: Tensors;
  readonly scalars: Tensors;
  readonly numbers?: Tensors;
  readonly noise?: Tensors;
  readonly images: tfTypes.Tensor;
  readonly labels: tfTypes.Tensor;
  readonly keep?: Tensors;
}

/**
 * One step of masked training as a pure function: forward, backward, gradients masked, optimizer, parameters masked
 * again; statistics as the forward pass leaves them. Pruned weights and their slots are exactly 0 after it if they were
 * before, unless the rule keeps them.
 */
export function trainStep({ network, optimizer, labelSmoothing = 0, pixels, rule = PLAIN }: StepOptions) {
  const names = trainedParameters(network, rule).map(({ name }) => name);
  const own = new Set(rule.parameters?.map(({ name }) => name));
  const changing = statisticsOf(network).map(({ name }) => name);
  return (inputs: StepInputs): StepResults => {
    const { masks, memory = {}, numbers = {}, noise = {}, keep = {} } = inputs;
    const seen = (state: Tensors): RuleInputs => ({ state, masks, memory, numbers, noise });
    const images = normalise(inputs.images, pixels);
    let passed: { statistics: Tensors; loss: tfTypes.Tensor } | undefined;
    const objective = (...values: tfTypes.Tensor[]): tfTypes.Scalar => {
      const state = { ...inputs.parameters, ...Object.fromEntries(names.map((name, i) => [name, values[i]!])) };
      const pass =
        rule.forward === undefined
          ? network.train(state, images, keep)
          : rule.forward({ network, inputs: seen(state), images, keep });
      const loss: tfTypes.Scalar = tf.mean(softmaxCrossEntropy(pass.logits, inputs.labels, labelSmoothing));
      // Kept: what a function that is differentiated made on its way is freed after it.
      passed = {
        statistics: Object.fromEntries(changing.map((name) => [name, tf.keep(pass.statistics[name]!)])),
        loss: tf.keep(loss),
      };
      return rule.penalty === undefined ? loss : tf.add(loss, rule.penalty(seen(state)));
    };
    const { grads } = tf.valueAndGrads(objective)(names.map((name) => inputs.parameters[name]!));
    const before = seen(inputs.parameters);
    const masked = (name: string, x: tfTypes.Tensor) => (masks[name] === undefined ? x : tf.mul(x, masks[name]));
    const gradientOf = rule.gradient ?? masked;
    const valueOf = rule.value ?? masked;
    const slotOf: NonNullable<StepRule['slot']> = rule.slot ?? ((_name, _slot, updated) => updated);
    const parameters: Record<string, tfTypes.Tensor> = {};
    const slots: Record<string, tfTypes.Tensor> = {};
    names.forEach((name, i) => {
      const updated = optimizer.update({
        value: inputs.parameters[name]!,
        gradient: gradientOf(name, grads[i]!, before),
        slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, inputs.slots[`${name}/${slot}`]!])),
        scalars: inputs.scalars,
        decays: !own.has(name),
      });
      parameters[name] = valueOf(name, updated.value, before, grads[i]!);
      for (const slot of optimizer.slots) slots[`${name}/${slot}`] = slotOf(name, slot, updated.slots[slot]!, before);
    });
    for (const name of changing) parameters[name] = released(passed!.statistics[name]!);
    const gradients = Object.fromEntries(names.map((name, i) => [name, grads[i]!]));
    return {
      parameters,
      slots,
      memory: { ...rule.remember?.(before, gradients) },
      loss: released(passed!.loss),
    };
  };
}

/** A kept tensor as one that is freed like any other. */
function released(kept: tfTypes.Tensor): tfTypes.Tensor {
  const tensor = tf.clone(kept);
  kept.dispose();
  return tensor;
}
