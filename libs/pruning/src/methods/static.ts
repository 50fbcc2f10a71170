import { lengthened } from '../dynamic/lengthened';
import { randomStart, startBudgets } from '../dynamic/sparse-start';
import type { Method } from './method';

/**
 * Static sparse training: random masks, counted out by a sparsity distribution, that stay as they are (Evci et al., ICML 2020,
 * section 4.1). The authors' code calls it `scratch`; its `static` drops weights and starts them anew.
 */
export const staticTraining: Method<'static'> = {
  plan: ({ method, recipe, seed, level, network, initial }) => ({
    masks: randomStart(network, startBudgets(network, method.sparsities[level - 1]!, method), seed),
    parameters: initial(),
    training: lengthened(recipe, method.length),
  }),
};
