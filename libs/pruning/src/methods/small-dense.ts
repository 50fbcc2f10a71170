import { initialise, runnable, structureOf } from '@tombola/nn';
import { lengthened } from '../dynamic/lengthened';
import { smallDefinition } from '../dynamic/scale-widths';
import { denseMasks } from '../masks';
import type { Method } from './method';

/**
 * Small-Dense (Evci et al., ICML 2020, section 4.1): a dense network of smaller widths with as many weights as a sparse one would
 * keep, the baseline that says whether sparsity is worth it. See {@link smallDefinition} for the widths. It starts from initial
 * weights of its own.
 */
export const smallDense: Method<'small-dense'> = {
  plan: ({ method, recipe, seed, level, network }) => {
    const definition = smallDefinition(network, method.sparsities[level - 1]!);
    const small = runnable(structureOf(definition, network));
    return {
      network: definition,
      masks: denseMasks(small),
      parameters: initialise(small, recipe.initialiser, seed),
      training: lengthened(recipe, method.length),
    };
  },
};
