import { initialise, runnable, structureOf, type NetworkStructure, type Parameters, type StepRule } from '@tombola/nn';
import type { NetworkDefinition, Recipe } from '@tombola/shared';
import { denseMasks } from '../masks';
import { scratchLength, stretched } from '../structured/scratch';
import type { LevelContext, LevelPlan } from './method';

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
  const plan = { ...thinPlan(context, thin), metrics: thinMetrics(network, structure) };
  if (options.retrain === 'none') return { ...plan, from: recipe.steps };
  if (options.retrain === 'fine-tune') return { ...plan, training: fineTuning(recipe, options) };
  const steps = scratchLength(options.retrain, { length: recipe.steps, macs, cap: options.cap });
  return {
    ...plan,
    parameters: initialise(structure, recipe.initialiser, seed),
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
  return { network: thin.definition, masks, parameters: thin.state, ...(rule !== undefined && { rule }) };
}

export function thinStructure({ network }: Context, { definition }: Pick<Thin, 'definition'>): NetworkStructure {
  return structureOf(definition, { inputShape: network.inputShape, classes: network.classes });
}

/** What is left, for the level's result: channels of convolutions and multiply-accumulates of an example. */
export function thinMetrics(dense: NetworkStructure, thin: NetworkStructure): Record<string, number> {
  return {
    channels: channelsOf(thin),
    channelShare: channelsOf(thin) / channelsOf(dense),
    macs: macsOf(thin),
    macsShare: macsOf(thin) / macsOf(dense),
  };
}

function fineTuning(recipe: Recipe, options: Retraining): NonNullable<LevelPlan['training']> {
  const { fineTuneSteps = Math.max(1, Math.floor(recipe.steps / 4)) } = options;
  const { fineTuneRate = recipe.optimizer.learningRate / 100 } = options;
  return {
    steps: fineTuneSteps,
    schedule: { name: 'constant', warmup: 0 },
    optimizer: { ...recipe.optimizer, learningRate: fineTuneRate },
  };
}

function channelsOf({ nodes }: NetworkStructure): number {
  return nodes.reduce((sum, { op, outputShape }) => (op === 'conv' ? sum + outputShape[0] : sum), 0);
}

function macsOf({ layers }: NetworkStructure): number {
  return layers.reduce((sum, { macs }) => sum + macs, 0);
}
