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
import type { OptionsOf } from '@tombola/shared';
import { maskParameters } from '../gradual/mask-state';
import { toMaskTensors } from '../masks';
import { nmMasks } from '../n-m/n-m-masks';
import { patternOf, type Pattern } from '../n-m/pattern';
import { selectInGroups } from '../n-m/select-in-groups';
import type { Method } from './method';

/** The largest groups that are selected in the graph, in every step, unless the recipe says otherwise. */
const SMALL_GROUP = 8;
const SELDOM = 20;

/**
 * N:M sparsity from scratch by SR-STE (Zhou et al., ICLR 2021, sections 3 and 4): layers compute with the N largest of every M
 * inputs, all weights are trained with the gradients of these (straight through), and what is not selected is decayed,
 * w -= rate (g + decay (1 - m) w), so that the selection settles. Pruned weights keep their values until the end.
 *
 * The paper selects in every step. So does this for small groups, inside of the step; for larger ones, where comparing costs
 * more than the step itself, it selects every 20 steps between them.
 */
export const nM: Method<'n-m'> = {
  plan: ({ method, level, network, initial }) => {
    const pattern = patternOf(method.sparsities[level - 1]!, method.m);
    const names = prunableOf(network).map(({ name }) => name);
    const masksOf = (parameters: Parameters) => toMaskTensors(nmMasks(parameters, names, pattern));
    const every = stepsBetweenSelections(method);
    const parameters = initial();
    return {
      masks: nmMasks(parameters, names, pattern),
      parameters,
      rule: srSteRule(network, pattern, { decay: method.decay, inStep: every === 1 }),
      sparsifier: {
        acts: (step) => every > 1 && step % every === 0,
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

function stepsBetweenSelections({ every, m }: OptionsOf<'n-m'>): number {
  return every ?? (m <= SMALL_GROUP ? 1 : SELDOM);
}

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
