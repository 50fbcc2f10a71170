import { synapticFlow } from '../criteria/synflow';
import { pruneAtInit } from './at-init';
import type { Method } from './method';

/**
 * SynFlow (Tanaka, Kunin, Yamins and Ganguli, NeurIPS 2020, algorithm 1): the weights of the least synaptic flow are removed
 * before training, globally and without data, in 100 rounds by equal ratios, so that no layer empties before all have one
 * weight left.
 */
export const synflow: Method<'synflow'> = {
  async plan(context) {
    const { method, network, run, initial } = context;
    const { rounds } = method;
    const parameters = initial();
    const criterion = await synapticFlow({ network, run });
    try {
      const pruned = await pruneAtInit(context, (masks) => criterion.scores({ parameters, masks }, []), { rounds });
      return { ...pruned, parameters };
    } finally {
      await criterion.dispose();
    }
  },
};
