import { tf } from '@tombola/engine';
import { prunableOf, type Network, type StepRule } from '@tombola/nn';
import { magnitude } from '../criteria/magnitude';
import { gradualMasks } from '../gradual/gradual-masks';
import { gradualSparsifier } from '../gradual/gradual-sparsifier';
import { updateSteps } from '../gradual/update-steps';
import { denseMasks } from '../masks';
import type { Method } from './method';

/**
 * Gradual magnitude pruning (Zhu and Gupta 2017; Gale et al. 2019, section 3): while the network trains, its smallest weights
 * are pruned by a cubic schedule, within layers or globally, and what is left makes up for it.
 *
 * `returning`: pruned weights keep their values under the mask, without a gradient, and every update chooses among all
 * weights. That is what TensorFlow's pruning library does, which both papers trained with: a weight comes back when the
 * kept ones around the threshold shrink below it, or when momentum or weight decay move it. Otherwise pruned weights are 0
 * and stay pruned.
 */
export const gmp: Method<'gmp'> = {
  plan: ({ method, recipe, level, network, initial }) => {
    const sparsity = method.sparsities[level - 1]!;
    const updates = updateSteps(method, recipe.steps);
    const names = prunableOf(network).map(({ name }) => name);
    return {
      masks: denseMasks(network),
      parameters: initial(),
      ...(method.returning && { rule: maskedForward(network) }),
      sparsifier: gradualSparsifier(network, {
        updates,
        schedule: { ...updates, final: sparsity, initial: method.initial, exponent: method.exponent },
        prune: gradualMasks(network, { ...method, sparsity }),
        scores: (parameters) => magnitude(parameters, names),
        returning: method.returning,
      }),
    };
  },
};

/** Layers compute with weights times masks; what is under a mask has no gradient, and keeps what the optimizer makes of it. */
export function maskedForward(network: Network): StepRule {
  return {
    key: 'masked forward',
    keepsPruned: true,
    forward: ({ inputs: { state, masks }, images, keep }) =>
      network.train(state, images, keep, (x, node, apply) => {
        const weights = `${node}/weights`;
        return apply(x, tf.mul(state[weights]!, masks[weights]!));
      }),
    gradient: (_name, gradient) => gradient,
    value: (_name, updated) => updated,
  };
}
