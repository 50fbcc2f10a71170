import { tensor } from '@tombola/engine';
import { learningRate, type NetworkStructure, type Parameters } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { denseMasks } from '../masks';
import { lowest } from '../select';
import { channelMask } from '../structured/channel-masks';
import { removeBlocks } from '../structured/remove-blocks';
import { removeChannels } from '../structured/remove-channels';
import { foldScales, structureRule, structureScales, type StructureScale } from '../structured/structure-scales';
import { keepOne } from '../structured/whole-layers';
import type { LevelContext, LevelPlan, Method } from './method';
import { thinLevel, type Thin } from './thin-level';

type Options = OptionsOf<'sparse-structure-selection'>;

/**
 * Sparse structure selection (Huang and Wang, Data-Driven Sparse Structure Selection for Deep Neural Networks, ECCV 2018): level
 * 0 trains the network with a scale a residual block, or a channel, that an L1 penalty draws to 0, all from 1 on; scales are
 * multiplied into their layers at the end. Level 1 removes the blocks, or channels, of scale 0, which computes the same, or a
 * share of them, the smallest first; it is left as it is or trained again.
 */
export const sparseStructureSelection: Method<'sparse-structure-selection'> = {
  plan: (context) => {
    const { method, network, level, before } = context;
    const scales = structureScales(network, method.structures);
    if (level === 0) return training(context, scales);
    return thinLevel(context, withoutStructures(method, network, scales, before!.trained), method);
  },
};

function training(context: LevelContext<'sparse-structure-selection'>, scales: readonly StructureScale[]): LevelPlan {
  const { method, recipe, network, initial } = context;
  const ones = scales.map(({ name, shape }) => [name, tensor(new Float32Array(shape[0]!).fill(1), shape)] as const);
  const folded = (state: Parameters) => foldScales(state, scales);
  return {
    masks: denseMasks(network),
    parameters: { ...initial(), ...Object.fromEntries(ones) },
    rule: structureRule(scales, {
      penalty: method.penalty,
      momentum: method.momentum,
      rate: (step) => learningRate(recipe, step),
      key: method.structures,
    }),
    sparsifier: {
      acts: () => false,
      act: () => ({}),
      measured: ({ state }) => folded(state.parameters),
      finish: ({ state, masks }) => ({ parameters: folded(state.parameters), masks }),
    },
  };
}

function withoutStructures(
  { structures, share }: Options,
  network: NetworkStructure,
  scales: readonly StructureScale[],
  trained: Parameters,
): Thin {
  const values = Float32Array.from(scales.flatMap(({ name }) => [...trained[name]!.data]));
  const count = share === undefined ? zerosOf(values) : Math.floor(values.length * share + 0.5);
  const gone = lowest(values, count);
  const state = Object.fromEntries(
    Object.entries(trained).filter(([name]) => !scales.some((each) => each.name === name)),
  );
  if (structures === 'blocks') {
    return removeBlocks(
      network,
      state,
      scales.filter((_, i) => gone[i] === 1).map(({ of }) => of),
    );
  }
  let place = 0;
  const masks = scales.map(({ of, shape }) => {
    const keep = gone.slice(place, (place += shape[0]!)).map((bit) => 1 - bit);
    return [of, channelMask(keep)] as const;
  });
  const scores = scales.map(({ of, name }) => [of, trained[name]!.data] as const);
  return removeChannels(network, state, keepOne(Object.fromEntries(masks), Object.fromEntries(scores), 'keep-one'));
}

function zerosOf(values: Float32Array): number {
  return values.reduce((count, value) => (value === 0 ? count + 1 : count), 0);
}
