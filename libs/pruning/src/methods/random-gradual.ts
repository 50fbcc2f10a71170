import { sizeOf } from '@tombola/engine';
import { prunableOf } from '@tombola/nn';
import { random } from '../criteria/random';
import { gradualMasks } from '../gradual/gradual-masks';
import { gradualSparsifier } from '../gradual/gradual-sparsifier';
import { updateSteps } from '../gradual/update-steps';
import { denseMasks } from '../masks';
import type { Method } from './method';

/**
 * Random pruning on the schedule of gradual magnitude pruning (Gale et al. 2019, section 3): the order in which weights go is
 * drawn once from the seed, so what is pruned stays pruned.
 */
export const randomGradual: Method<'random-gradual'> = {
  plan: ({ method, recipe, seed, level, network, initial }) => {
    const sparsity = method.sparsities[level - 1]!;
    const updates = updateSteps(method, recipe.steps);
    const sizes = prunableOf(network).map(({ name, shape }) => [name, sizeOf(shape)] as const);
    const order = random(Object.fromEntries(sizes), seed);
    return {
      masks: denseMasks(network),
      parameters: initial(),
      sparsifier: gradualSparsifier(network, {
        updates,
        schedule: { ...updates, final: sparsity, initial: method.initial, exponent: method.exponent },
        prune: gradualMasks(network, { ...method, sparsity, scope: 'layer', minKeep: 0 }),
        scores: () => order,
        returning: false,
      }),
    };
  },
};
