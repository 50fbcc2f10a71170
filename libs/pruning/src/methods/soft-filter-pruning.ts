import type { Sparsifier } from '@tombola/nn';
import { denseMasks } from '../masks';
import { maskChannels } from '../structured/mask-channels';
import { softFilterMasks, zeroFilters } from '../structured/soft-filters';
import { thinnableConvs } from '../structured/thinnable';
import type { LevelContext, LevelPlan, Method } from './method';
import { epochSteps, thinLevel, thinned } from './thin-level';

/**
 * Soft filter pruning (He et al., Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks, IJCAI 2018): level 0
 * trains the network and zeroes, before the first epoch and after each, the filters of the smallest L2 norms of every layer,
 * which training may bring back. After the last step they are zeroed for good, with scale and shift of their batch norm. Level 1
 * is the network without them, as it is or trained again.
 *
 * The paper zeroes filters of residual streams too, which cannot go; here they stay unless `layers` names them.
 */
export const softFilterPruning: Method<'soft-filter-pruning'> = {
  plan: (context) => {
    const { method, network, level, before } = context;
    if (level === 0) return softTraining(context);
    const masks = softFilterMasks(network, before!.trained, method.share, method.layers ?? thinnableConvs(network));
    return thinLevel(context, thinned(context, before!.trained, masks), method);
  },
};

function softTraining({ method, recipe, examples, network, initial }: LevelContext<'soft-filter-pruning'>): LevelPlan {
  const { every = epochSteps(examples, recipe.batch), share, layers = thinnableConvs(network) } = method;
  const sparsifier: Sparsifier = {
    acts: (step) => step % every === 0,
    // Filters that were zeroed are trained again until the next look.
    settledAt: recipe.steps,
    act: ({ state }) => {
      const masks = softFilterMasks(network, state.parameters, share, layers);
      return { state: { ...state, parameters: zeroFilters(network, state.parameters, masks) } };
    },
    finish: ({ state, masks }) => {
      const filters = softFilterMasks(network, state.parameters, share, layers);
      const zeroed = zeroFilters(network, state.parameters, filters);
      return { parameters: maskChannels(network, zeroed, filters), masks };
    },
  };
  return { masks: denseMasks(network), parameters: initial(), sparsifier };
}
