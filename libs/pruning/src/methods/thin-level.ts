import { initialise, runnable, structureOf, type NetworkStructure, type Parameters, type StepRule } from '@tombola/nn';
import type { NetworkDefinition } from '@tombola/shared';
import { denseMasks } from '../masks';
import { scratchLength, stretched } from '../structured/scratch';
import type { ChannelMasks } from '../structured/channel-masks';
import { removeChannels } from '../structured/remove-channels';
import { silenced, silenceOf, silencing, type Silence } from '../structured/silence';
import type { LevelContext, LevelPlan } from './method';
import { fineTuning } from './tuned';

type Context = Pick<LevelContext, 'recipe' | 'seed' | 'network'>;

/** How a smaller network is trained: options that methods which remove channels share. */
export interface Retraining {
  readonly retrain: 'none' | 'fine-tune' | 'scratch-e' | 'scratch-b';
  readonly fineTuneSteps?: number | undefined;
  readonly fineTuneRate?: number | undefined;
  readonly cap?: number | undefined;
}

/** A smaller network, with the weights that it inherits. */
export interface Thin {
  readonly definition: NetworkDefinition;
  readonly state: Parameters;
  /** What training may not wake: channels that masks drop and that had to stay. */
  readonly silence?: Silence;
  /** How many of these there are. */
  readonly silentChannels?: number;
}

/** The network without the channels that masks drop. */
export function thinned({ network }: Pick<Context, 'network'>, trained: Parameters, masks: ChannelMasks): Thin {
  const thin = removeChannels(network, trained, masks);
  const silentChannels = Object.values(thin.silent).reduce((sum, channels) => sum + channels.length, 0);
  return { definition: thin.definition, state: thin.state, silence: silenceOf(network, thin), silentChannels };
}

/**
 * A level that trains a smaller network (Liu et al., Rethinking the Value of Network Pruning, ICLR 2019, section 3): its
 * inherited weights as they are, fine-tuned, or new weights from scratch.
 *
 * Published fine-tuning is 40 epochs after 160, at a hundredth of the first learning rate: that is what is done unless told
 * otherwise.
 */
export function thinLevel(context: Context, thin: Thin, options: Retraining): LevelPlan {
  const { recipe, seed, network } = context;
  const structure = thinStructure(context, thin);
  const macs = { dense: macsOf(network), pruned: macsOf(structure) };
  const plan = { ...thinPlan(context, thin), metrics: thinMetrics(network, structure, thin) };
  if (options.retrain === 'none') return { ...plan, from: recipe.steps };
  if (options.retrain === 'fine-tune') return { ...plan, training: fineTuning(recipe, options) };
  const steps = scratchLength(options.retrain, { length: recipe.steps, macs, cap: options.cap });
  return {
    ...plan,
    parameters: silenced(initialise(structure, recipe.initialiser, seed), thin.silence ?? {}),
    training: { steps, schedule: stretched(recipe.schedule, recipe.steps, steps) },
  };
}

/** Steps in which all training examples are seen once, rounded up. */
export function epochSteps(examples: number, batch: number): number {
  return Math.max(1, Math.ceil(examples / batch));
}

/** The same training as the recipe's, of a smaller network with its inherited weights. */
export function thinPlan(context: Context, thin: Thin, rule?: StepRule): LevelPlan {
  const masks = denseMasks(runnable(thinStructure(context, thin)));
  const whole = silencing(thin.silence ?? {}, rule);
  return { network: thin.definition, masks, parameters: thin.state, ...(whole !== undefined && { rule: whole }) };
}

export function thinStructure({ network }: Context, { definition }: Pick<Thin, 'definition'>): NetworkStructure {
  return structureOf(definition, { inputShape: network.inputShape, classes: network.classes });
}

/**
 * What is left, for the level's result: channels of convolutions, those that masks drop but that are still there, and
 * multiply-accumulates of an example.
 */
export function thinMetrics(
  dense: NetworkStructure,
  thin: NetworkStructure,
  { silentChannels = 0 }: Thin,
): Record<string, number> {
  return {
    channels: channelsOf(thin),
    silentChannels,
    channelShare: channelsOf(thin) / channelsOf(dense),
    macs: macsOf(thin),
    macsShare: macsOf(thin) / macsOf(dense),
  };
}

function channelsOf({ nodes }: NetworkStructure): number {
  return nodes.reduce((sum, { op, outputShape }) => (op === 'conv' ? sum + outputShape[0] : sum), 0);
}

function macsOf({ layers }: NetworkStructure): number {
  return layers.reduce((sum, { macs }) => sum + macs, 0);
}
