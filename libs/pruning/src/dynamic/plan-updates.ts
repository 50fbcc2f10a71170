import type { Change, Moment, Sparsifier, StepRule } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import type { LevelContext, LevelPlan } from '../methods/method';
import { applyUpdates, type LayerUpdate } from './layer-update';
import { lengthened } from './lengthened';
import { randomStart, sparseLayers, startBudgets } from './sparse-start';
import { updateTimes, type UpdateTimes } from './update-times';

/** A level of a method whose masks begin at random and are updated every so many steps. */
type DynamicContext = Pick<LevelContext, 'recipe' | 'seed' | 'level' | 'network' | 'initial'> & {
  readonly method: OptionsOf<'set' | 'rigl' | 'snfs' | 'dsr'>;
};

/** What an update has to go by. */
export interface UpdateContext {
  /** The layers to update, by the names of their weights. */
  readonly layers: readonly string[];
  /** The share of the kept weights to replace now. */
  readonly fraction: number;
  readonly moment: Moment;
}

/** What it makes of the layers, by the names of their weights, and what it notes for the next one. */
export interface Updated {
  readonly updates: Readonly<Record<string, LayerUpdate>>;
  readonly notes?: Change['notes'];
}

export type Update = (context: UpdateContext) => Updated | Promise<Updated>;

export interface UpdatePlan {
  /** Whether an update takes the place of an optimizer step, as with RigL, or comes after it. */
  readonly takesStep: boolean;
  readonly update: Update;
  readonly rule?: StepRule;
}

/** What a level of a dynamic method trains: random masks on the initial weights, updated until the share of the steps is over. */
export function planUpdates(
  { method, recipe, seed, level, network, initial }: DynamicContext,
  { takesStep, update, rule }: UpdatePlan,
): LevelPlan {
  const budgets = startBudgets(network, method.sparsities[level - 1]!, method);
  const training = lengthened(recipe, method.length);
  const times = updateTimes(method, training.steps, takesStep ? 0 : 1);
  return {
    masks: randomStart(network, budgets, seed),
    parameters: initial(),
    training,
    sparsifier: updating(sparseLayers(budgets), times, update, takesStep),
    ...(rule === undefined ? {} : { rule }),
  };
}

/** A sparsifier that updates the masks of the layers when it is time. */
export function updating(
  layers: readonly string[],
  times: UpdateTimes,
  update: Update,
  takesStep: boolean,
): Sparsifier {
  return {
    acts: (step) => times.isDue(step),
    act: async (moment) => {
      const { updates, ...noted } = await update({ layers, fraction: times.fraction(moment.step), moment });
      return { ...applyUpdates(moment, updates), ...noted, tookStep: takesStep };
    },
  };
}

/** One update for every layer. */
export function eachLayer(
  layers: readonly string[],
  { state, masks }: Pick<Moment, 'state' | 'masks'>,
  update: (layer: { name: string; mask: Float32Array; weights: Float32Array }) => LayerUpdate,
): Record<string, LayerUpdate> {
  return Object.fromEntries(
    layers.map((name) => [name, update({ name, mask: masks[name]!.data, weights: state.parameters[name]!.data })]),
  );
}
