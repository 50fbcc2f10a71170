import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { countMask, type Masks } from '../masks';
import { signedConstants } from '../supermask/signed-constant';
import { dynamicRescaling } from '../supermask/supermask';
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
    const parameters = method.rescaling ? rescaled(weights, masks) : weights;
    return { masks, parameters, training: { steps: 0 } };
  },
};

/** Every weight of a layer times its factor: pruned ones too, which a control may keep in place of others. */
function rescaled(weights: Parameters, masks: Masks): Parameters {
  const layers = Object.entries(masks).map(([name, mask]) => {
    const { data, shape } = weights[name]!;
    const { kept, total } = countMask(mask);
    const factor = dynamicRescaling(kept, total);
    return [
      name,
      tensor(
        data.map((weight) => weight * factor),
        shape,
      ),
    ] as const;
  });
  return { ...weights, ...Object.fromEntries(layers) };
}
