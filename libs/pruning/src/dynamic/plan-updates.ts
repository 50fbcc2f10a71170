import type { Moment, Sparsifier, StepRule } from '@tombola/nn';
import type { Json, OptionsOf } from '@tombola/shared';
import { collapsedLayers } from '../layer-collapse';
import { fromMaskTensors } from '../masks';
import type { LevelContext, LevelPlan } from '../methods/method';
import { explore, exploredShare, type Explored } from './explored';
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
  readonly notes?: Json;
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

/** What a training has to remember from one update to the next. */
interface Notes {
  /** The method's own. */
  readonly own: Json;
  readonly explored: Explored;
}

/**
 * A sparsifier that updates the masks of the layers when it is time. At the end it says what share of all weights was ever kept
 * (`exploredShare`), and how many layers keep nothing any more (`collapsedLayers`).
 */
export function updating(
  layers: readonly string[],
  times: UpdateTimes,
  update: Update,
  takesStep: boolean,
): Sparsifier {
  const notesOf = ({ notes, masks }: Pick<Moment, 'notes' | 'masks'>): Notes =>
    (notes as Notes | null) ?? { own: null, explored: explore({}, masks) };
  return {
    acts: (step) => times.isDue(step),
    act: async (moment) => {
      const { own, explored } = notesOf(moment);
      const fraction = times.fraction(moment.step);
      const { updates, notes = own } = await update({ layers, fraction, moment: { ...moment, notes: own } });
      const { state, masks } = applyUpdates(moment, updates);
      return { state, masks, notes: { own: notes, explored: explore(explored, masks) }, tookStep: takesStep };
    },
    finish: (moment) => {
      const { state, masks } = moment;
      const collapsed = collapsedLayers(fromMaskTensors(masks)).length;
      const metrics = { exploredShare: exploredShare(notesOf(moment).explored, masks), collapsedLayers: collapsed };
      return { parameters: state.parameters, masks, metrics };
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
