import { tf } from '@tombola/engine';
import {
  prunableOf,
  straightThrough,
  type Network,
  type Parameters,
  type RuleInputs,
  type StepRule,
} from '@tombola/nn';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { maskParameters } from '../gradual/mask-state';
import { toMaskTensors } from '../masks';
import { nmMasks } from '../n-m/n-m-masks';
import { patternOf, type Pattern } from '../n-m/pattern';
import { selectInGroups } from '../n-m/select-in-groups';
import type { Method } from './method';

/** The largest groups that a step selects from by itself: all pairs of a group are compared. */
const SMALL_GROUP = 16;

/**
 * N:M sparsity from scratch by SR-STE (Zhou et al., ICLR 2021, sections 3 and 4): layers compute with the N largest of every M
 * inputs, all weights are trained with the gradients of these (straight through), and what is not selected is decayed,
 * w -= rate (g + decay (1 - m) w), so that the selection settles. Pruned weights keep their values until the end.
 *
 * The paper selects in every step. That makes a step of LeNet-300-100 with 2:4 take half as long again and more, so `every`
 * is 20 unless it is said; between two selections the mask is the one of the first.
 */
export const nM: Method<'n-m'> = {
  plan: ({ method, level, network, initial }) => {
    const pattern = patternOf(method.sparsities[level - 1]!, method.m);
    const names = prunableOf(network).map(({ name }) => name);
    const masksOf = (parameters: Parameters) => toMaskTensors(nmMasks(parameters, names, pattern));
    const inStep = method.every === 1 && method.m <= SMALL_GROUP;
    const parameters = initial();
    return {
      masks: nmMasks(parameters, names, pattern),
      parameters,
      rule: srSteRule(network, pattern, { decay: method.decay, inStep }),
      sparsifier: {
        acts: (step) => !inStep && step % method.every === 0,
        act: ({ state }) => ({ masks: masksOf(state.parameters) }),
        measured: ({ state }) => maskParameters(state.parameters, masksOf(state.parameters)),
        finish: ({ state }) => {
          const masks = masksOf(state.parameters);
          return { parameters: maskParameters(state.parameters, masks), masks };
        },
      },
    };
  },
};

export interface SrSteOptions {
  /** Times the weights that are not selected, added to their gradients. */
  readonly decay: number;
  /** Whether every step selects for itself; by the masks otherwise. */
  readonly inStep: boolean;
}

/** The step of SR-STE. */
export function srSteRule(network: Network, pattern: Pattern, { decay, inStep }: SrSteOptions): StepRule {
  const prunable = new Set(prunableOf(network).map(({ name }) => name));
  const selected = (name: string, weights: tfTypes.Tensor, { masks }: RuleInputs) =>
    tf.mul(weights, inStep ? selectInGroups(weights, pattern) : masks[name]!);
  return {
    key: `sr-ste ${pattern.n}:${pattern.m} ${decay} ${inStep}`,
    keepsPruned: true,
    forward: ({ inputs, images, keep }) =>
      network.train(inputs.state, images, keep, (x, node, apply) => {
        const name = `${node}/weights`;
        return apply(
          x,
          straightThrough(inputs.state[name]!, (weights) => selected(name, weights, inputs)),
        );
      }),
    gradient: (name, gradient, inputs) => {
      if (!prunable.has(name) || decay === 0) return gradient;
      const weights = inputs.state[name]!;
      const pruned = tf.sub(weights, selected(name, weights, inputs));
      return tf.add(gradient, tf.mul(pruned, decay));
    },
    value: (_name, updated) => updated,
  };
}
