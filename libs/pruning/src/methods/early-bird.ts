import { buildOptimizer, initialise, type NetworkStructure, type Sparsifier, type StepRule } from '@tombola/nn';
import type { Json, OptionsOf, Recipe } from '@tombola/shared';
import { earlyBirdCost } from '../early-bird/cost';
import { lowPrecision } from '../early-bird/low-precision';
import { maskDistances, type SeenMask } from '../early-bird/mask-distance';
import { EMPTY_QUEUE, type MaskQueue } from '../early-bird/mask-queue';
import { observeNetwork } from '../early-bird/observe';
import { denseMasks } from '../masks';
import { scalePenalty } from '../structured/scale-penalty';
import { silenced } from '../structured/silence';
import { slimmingMasks } from '../structured/slimming';
import type { LevelContext, LevelPlan, Method } from './method';
import { epochSteps, thinMetrics, thinned, thinPlan, thinStructure } from './thin-level';

type Options = OptionsOf<'early-bird'>;

/**
 * Early-Bird tickets (You et al., Drawing Early-Bird Tickets, ICLR 2020): level 0 trains the network with the penalty of
 * network slimming and looks at the channel mask before every epoch; when masks have settled the ticket is drawn, and the level
 * ends. Level 1, EB Train, removes the channels and goes on with the penalty and the schedule from the step of the draw, with
 * the weights inherited; or new weights go through the whole schedule. A ticket that is never drawn is the mask after the last
 * step: `drawn` is 0 then, and nothing is left of the schedule.
 *
 * The authors' code goes on after the draw, to compare tickets, and draws for several shares in one training. Its scales begin
 * at 0.5; here they begin as the recipe's initialiser has them. Optimizers start anew in level 1, there and here.
 */
export const earlyBird: Method<'early-bird'> = {
  plan: (context) => (context.level === 0 ? search(context) : ebTrain(context)),
};

function search({ method, recipe, examples, network, initial }: LevelContext<'early-bird'>): LevelPlan {
  const { every = epochSteps(examples, recipe.batch), share, rule, queue: reading, queueLength, epsilon } = method;
  const sparsifier: Sparsifier = {
    acts: (step) => step % every === 0,
    act: ({ state, notes, step }) => {
      const look = { share, channels: rule, rule: reading, length: queueLength, epsilon };
      const { queue: before, seen } = notesOf(notes);
      const { queue, drawn } = observeNetwork(before, network, state.parameters, look);
      const looked = queue === before ? seen : [...seen, { at: step, mask: queue.masks.at(-1)! }];
      return { notes: { queue: { ...queue }, drawn, seen: looked.map((each) => ({ ...each })) }, ends: drawn };
    },
    finish: ({ state, masks, notes, step }) => ({
      parameters: state.parameters,
      masks,
      metrics: { drawn: notesOf(notes).drawn ? 1 : 0, drawnAt: step, drawnAtShare: step / recipe.steps },
      matrices: { maskDistance: maskDistances(notesOf(notes).seen) },
    }),
  };
  const low = method.precision !== 'full';
  return { masks: denseMasks(network), parameters: initial(), rule: ruleOf(method, recipe, network, low), sparsifier };
}

function ebTrain(context: LevelContext<'early-bird'>): LevelPlan {
  const { method, recipe, network, seed } = context;
  const { weights, schedule = weights === 'inherited' ? 'continue' : 'restart' } = method;
  const { trained, steps: drawnAt, metrics } = context.before!;
  const masks = slimmingMasks(network, trained, { share: method.share, rule: method.rule });
  const thin = thinned(context, trained, masks);
  const structure = thinStructure(context, thin);
  const from = schedule === 'continue' ? drawnAt : 0;
  const low = method.precision === 'low';
  const plan = thinPlan(context, thin, ruleOf(method, recipe, structure, low));
  const { saved } = earlyBirdCost({
    dense: network,
    thin: structure,
    search: drawnAt,
    retrain: recipe.steps - from,
    instead: { dense: recipe.steps },
    batch: recipe.batch,
    slots: buildOptimizer(recipe.optimizer).slots.length,
    bits: { search: method.precision === 'full' ? 32 : method.bits, retrain: low ? method.bits : 32 },
  });
  return {
    ...plan,
    ...(from > 0 && { from }),
    ...(weights === 'new' && {
      parameters: silenced(initialise(structure, recipe.initialiser, seed), thin.silence ?? {}),
    }),
    metrics: {
      ...thinMetrics(network, structure, thin),
      drawn: metrics.drawn!,
      drawnAt,
      drawnAtShare: drawnAt / recipe.steps,
      flopsSaved: saved.flops,
      memorySaved: saved.memory,
    },
  };
}

/** The penalty on scales, in full or low precision. */
function ruleOf({ penalty, bits }: Options, recipe: Recipe, network: NetworkStructure, low: boolean): StepRule {
  const gradient = scalePenalty(network, penalty);
  if (!low) return { key: `slimming ${penalty}`, gradient };
  const { slots } = buildOptimizer(recipe.optimizer);
  return {
    key: `slimming ${penalty} in ${bits} bits`,
    ...lowPrecision({ network, batch: recipe.batch, bits, slots }, gradient),
  };
}

interface Notes {
  readonly queue: MaskQueue;
  readonly drawn: boolean;
  /** Every mask so far. */
  readonly seen: readonly SeenMask[];
}

function notesOf(notes: Json): Notes {
  return { queue: EMPTY_QUEUE, drawn: false, seen: [], ...(notes as unknown as Partial<Notes> | null) };
}
