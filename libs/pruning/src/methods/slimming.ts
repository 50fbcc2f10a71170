import { denseMasks } from '../masks';
import { scalePenalty } from '../structured/scale-penalty';
import { slimmingMasks } from '../structured/slimming';
import type { Method } from './method';
import { thinLevel, thinned } from './thin-level';

/**
 * Network slimming (Liu et al., Learning Efficient Convolutional Networks through Network Slimming, ICCV 2017): level 0 trains
 * the network with an L1 penalty on the scales of batch norm; level n removes a share of its channels, those with the smallest
 * scales in the whole network, and trains what is left, without the penalty.
 *
 * The authors' code begins with scales of 0.5; here they begin as the recipe's initialiser has them.
 */
export const slimming: Method<'slimming'> = {
  plan: (context) => {
    const { method, network, level, initial, before } = context;
    if (level === 0) {
      const rule = { key: `slimming ${method.penalty}`, gradient: scalePenalty(network, method.penalty) };
      return { masks: denseMasks(network), parameters: initial(), rule };
    }
    const { trained } = before!;
    const masks = slimmingMasks(network, trained, { share: method.shares[level - 1]!, rule: method.rule });
    return thinLevel(context, thinned(context, trained, masks), method);
  },
};
