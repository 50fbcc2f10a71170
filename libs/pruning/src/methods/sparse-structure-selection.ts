import { learningRate } from '@tombola/nn';
import { denseMasks } from '../masks';
import { removeBlocks } from '../structured/remove-blocks';
import { structureRule } from '../structured/structure-rule';
import {
  audibleChannels,
  foldScales,
  selectStructures,
  silentBlocks,
  startOfScales,
  structureScales,
  type StructureScale,
} from '../structured/structure-scales';
import type { LevelContext, LevelPlan, Method } from './method';
import { thinLevel, thinned } from './thin-level';

/**
 * Sparse structure selection (Huang and Wang, Data-Driven Sparse Structure Selection for Deep Neural Networks, ECCV 2018): level
 * 0 trains the network with a scale a residual block, or a channel, that an L1 penalty draws to 0, all from 1 on. In the end
 * those of the smallest scales are set to 0 where a share is asked for, and scales are multiplied into their layers. Level 1
 * removes the blocks, or channels, of scale 0, which computes the same; it is left as it is or trained again.
 */
export const sparseStructureSelection: Method<'sparse-structure-selection'> = {
  plan: (context) => {
    const { method, network, level, before } = context;
    const scales = structureScales(network, method.structures);
    if (level === 0) return training(context, scales);
    const { trained } = before!;
    const thin =
      method.structures === 'blocks'
        ? removeBlocks(network, trained, silentBlocks(trained, scales))
        : thinned(context, trained, audibleChannels(trained, scales));
    return thinLevel(context, thin, method);
  },
};

function training(context: LevelContext<'sparse-structure-selection'>, scales: readonly StructureScale[]): LevelPlan {
  const { method, recipe, network, initial } = context;
  return {
    masks: denseMasks(network),
    parameters: { ...initial(), ...startOfScales(scales) },
    rule: structureRule(scales, {
      penalty: method.penalty,
      momentum: method.momentum,
      rate: (step) => learningRate(recipe, step),
      key: method.structures,
    }),
    sparsifier: {
      acts: () => false,
      act: () => ({}),
      measured: ({ state }) => foldScales(state.parameters, scales),
      finish: ({ state, masks }) => {
        const { chosen, dropped } = selectStructures(state.parameters, scales, method.share);
        return { parameters: foldScales(chosen, scales), masks, metrics: { structuresDropped: dropped } };
      },
    },
  };
}
