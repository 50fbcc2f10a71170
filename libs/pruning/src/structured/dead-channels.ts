import { applyMask, type NetworkStructure, type Parameters } from '@tombola/nn';
import { toMaskTensors, type Masks } from '../masks';
import { isMixer } from './reading';
import { removeChannels, type ThinNetwork } from './remove-channels';
import { sliceWeights } from './slice';

/** A network without its dead channels, and the masks of what is left of its weights. */
export interface LivingNetwork extends ThinNetwork {
  readonly masks: Masks;
}

/**
 * The network without the channels, and units, that masks of weights leave without effect: those that nothing reads any more,
 * and those that no weight reaches, which are constants that biases take over. Channels whose constant shows at a padded
 * border stay. In use it computes what the masked network does.
 *
 * @param state parameters and statistics by name; weights that masks prune count as 0
 * @param masks of the weights, by parameter; weights without a mask stay
 */
export function removeDeadChannels(network: NetworkStructure, state: Parameters, masks: Masks): LivingNetwork {
  const floats = toMaskTensors(masks);
  const pruned = Object.entries(state).map(([name, value]) => [name, applyMask(value, floats[name])] as const);
  const thin = removeChannels(network, Object.fromEntries(pruned), {});
  const kept = new Map(Object.entries(thin.kept));
  const left = network.nodes.filter(isMixer).flatMap((node) => {
    const name = `${node.name}/weights`;
    const mask = masks[name];
    return mask === undefined ? [] : [[name, sliceWeights(node, mask, kept)] as const];
  });
  return { ...thin, masks: Object.fromEntries(left) };
}
