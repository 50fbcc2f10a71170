import { signedConstants } from '../supermask/signed-constant';
import { asTheyAre, dynamicRescaling, maskedNetwork } from '../supermask/supermask';
import { impMasks } from './imp';
import type { Method } from './method';

/**
 * Heuristic supermasks (Zhou, Lan, Liu and Yosinski, Deconstructing Lottery Tickets, NeurIPS 2019, section 5): the masks that
 * iterative magnitude pruning comes to, on untrained weights. Nothing is trained: a level is one measurement. The paper's
 * best criterion is `large-final-same-sign`, its best weights are signed constants.
 *
 * Batch norm keeps mean 0 and variance 1; the paper's networks have none.
 */
export const heuristicSupermask: Method<'heuristic-supermask'> = {
  plan: (context) => {
    const { method, network, initial, before } = context;
    const masks = impMasks({ ...context, method: method.method }, before!);
    const drawn = initial();
    const weights = method.weights === 'init' ? drawn : signedConstants(network, drawn);
    const factor = method.rescaling ? dynamicRescaling : asTheyAre;
    const { parameters } = maskedNetwork(network, weights, masks, factor);
    return { masks, parameters, training: { steps: 0 } };
  },
};
