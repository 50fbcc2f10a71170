import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import type { RuleInputs, StepRule, Tensors } from '@tombola/nn';
import type { StructureScale } from './structure-scales';

export interface ScaleOptions {
  /** Of the magnitudes of the scales: gamma of the paper. */
  readonly penalty: number;
  readonly momentum: number;
  /** The learning rate of a step, from 1. */
  readonly rate: (step: number) => number;
  /** Tells rules apart whose rates differ. */
  readonly key: string;
}

/**
 * Scales are trained with the network, by an accelerated proximal gradient (section 3.3, equations 10 to 12): z is the soft
 * threshold at rate * penalty of scale - rate * gradient, v = z - scale + momentum v, and the scale becomes z + momentum v, or 0
 * when that is negative, as in the authors' code. So scales become exactly 0, and stay there while gradients are small.
 */
export function structureRule(scales: readonly StructureScale[], options: ScaleOptions): StepRule {
  const { penalty, momentum, rate, key } = options;
  const names = new Set(scales.map(({ name }) => name));
  const speed = (name: string, gradient: tfTypes.Tensor, { state, memory, numbers }: RuleInputs) => {
    const step = tf.sub(state[name]!, tf.mul(gradient, numbers.rate!));
    const z = softThreshold(step, tf.mul(numbers.rate!, penalty));
    return { z, velocity: tf.add(tf.sub(z, state[name]!), tf.mul(memory[`${name}/velocity`]!, momentum)) };
  };
  return {
    key: `structures ${key} ${penalty} ${momentum}`,
    parameters: scales.map(({ name, shape }) => ({ name, shape })),
    memory: scales.map(({ name, shape }) => ({ name: `${name}/velocity`, shape })),
    numbers: (step) => ({ rate: rate(step) }),
    forward: ({ network, inputs, images, keep }) => network.train(scaledState(inputs.state, scales), images, keep),
    value: (name, updated, inputs, gradient) => {
      if (!names.has(name)) return inputs.masks[name] === undefined ? updated : tf.mul(updated, inputs.masks[name]);
      const { z, velocity } = speed(name, gradient, inputs);
      return tf.relu(tf.add(z, tf.mul(velocity, momentum)));
    },
    remember: (inputs, gradients) =>
      Object.fromEntries(
        scales.map(({ name }) => [`${name}/velocity`, speed(name, gradients[name]!, inputs).velocity]),
      ),
  };
}

/** sign(x) max(0, |x| - by) */
export function softThreshold(x: tfTypes.Tensor, by: tfTypes.Tensor): tfTypes.Tensor {
  return tf.mul(tf.sign(x), tf.relu(tf.sub(tf.abs(x), by)));
}

/** The state with which the network computes what scales make of it. */
function scaledState(state: Tensors, scales: readonly StructureScale[]): Tensors {
  const changed = scales.flatMap(({ name, scaled }) =>
    scaled.map((parameter) => {
      const value = state[parameter]!;
      const shape = [-1, ...new Array<number>(value.rank - 1).fill(1)];
      return [parameter, tf.mul(value, tf.reshape(state[name]!, shape))] as const;
    }),
  );
  return { ...state, ...Object.fromEntries(changed) };
}
