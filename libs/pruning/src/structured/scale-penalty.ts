import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import type { NetworkStructure, RuleInputs, StepRule } from '@tombola/nn';
import { slimmableNorms } from './slimming';

type Gradient = NonNullable<StepRule['gradient']>;

/**
 * The L1 penalty of network slimming as a sub-gradient: penalty * sign(scale) is added to the gradient of every scale of batch
 * norm before the optimizer sees it (Liu et al., ICCV 2017, section 3, equation 1; both papers' code). Gradients of masked
 * weights are masked.
 */
export function scalePenalty(network: NetworkStructure, penalty: number): Gradient {
  const scales = new Set(slimmableNorms(network).map((name) => `${name}/scale`));
  return (name: string, gradient: tfTypes.Tensor, { state, masks }: RuleInputs) => {
    if (scales.has(name)) return tf.add(gradient, tf.mul(tf.sign(state[name]!), penalty));
    return masks[name] === undefined ? gradient : tf.mul(gradient, masks[name]);
  };
}
