import { tensor, type Tensor } from '@tombola/engine';
import { applyMask, type Moment, type Parameters, type Sparsifier } from '@tombola/nn';
import type { LayerBudget } from '../distributions/distribute';
import { dropSmallest, keepLargest } from '../dynamic/drop';
import { only } from '../dynamic/layer-update';
import { lengthened } from '../dynamic/lengthened';
import { startBudgets } from '../dynamic/sparse-start';
import { topKastRule, trainedSet } from '../dynamic/top-kast-rule';
import { fromMaskTensors } from '../masks';
import type { Method } from './method';

/**
 * Top-KAST (Jayakumar et al., Top-K Always Sparse Training, NeurIPS 2020): every layer computes with its largest weights (set A,
 * of density D) and trains those and the next largest (set B, of density D + M). Which they are is looked up every so many steps;
 * {@link topKastRule} is the step in between. What is measured and stored has the weights of A alone, exactly.
 *
 * Sets are chosen within layers, by the counts of a sparsity distribution. At the start they are of the largest initial weights.
 * The paper's variants that draw B at random, or stop exploring after a while, are left out.
 */
export const topKast: Method<'top-kast'> = {
  plan: ({ method, recipe, level, network, initial }) => {
    const budgets = startBudgets(network, method.sparsities[level - 1]!, method);
    const densities = Object.fromEntries(budgets.map(({ weights, kept, size }) => [weights, kept / size]));
    const parameters = initial();
    return {
      masks: fromMaskTensors(activeSets(parameters, budgets, method.backward).computing),
      parameters,
      training: lengthened(recipe, method.length),
      rule: topKastRule(network, {
        densities,
        exploration: method.exploration,
        decays: recipe.optimizer.weightDecay > 0,
      }),
      sparsifier: choosing(budgets, method.backward, method.updateEvery),
    };
  },
};

/** Sets A and B, as masks by the names of weights. */
interface ActiveSets {
  readonly computing: Moment['masks'];
  readonly trained: Moment['masks'];
}

/** The largest weights of every layer, as many as it keeps and `backward` times as many; A lies within B. */
export function activeSets(parameters: Parameters, budgets: readonly LayerBudget[], backward: number): ActiveSets {
  const computing: Record<string, Tensor<'float32'>> = {};
  const trained: Record<string, Tensor<'float32'>> = {};
  for (const { weights, shape, kept, size } of budgets) {
    const { data } = parameters[weights]!;
    const more = Math.min(size, Math.round(backward * kept));
    const b = keepLargest(data, more);
    trained[weights] = tensor(b, shape);
    computing[weights] = tensor(dropSmallest(b, data, more - kept), shape);
  }
  return { computing, trained };
}

function choosing(budgets: readonly LayerBudget[], backward: number, every: number): Sparsifier {
  return {
    acts: (step) => step % every === 0,
    act: ({ state }) => {
      const { computing, trained } = activeSets(state.parameters, budgets, backward);
      const memory = Object.entries(trained).map(([name, set]) => [trainedSet(name), set] as const);
      // What is not trained must not be pushed when it comes back.
      const slots = Object.entries(state.slots).map(([name, slot]) => [name, within(trained, name, slot)] as const);
      return {
        masks: computing,
        state: {
          ...state,
          slots: Object.fromEntries(slots),
          memory: { ...state.memory, ...Object.fromEntries(memory) },
        },
      };
    },
    measured: (moment) => computed(moment),
    finish: (moment) => ({ parameters: computed(moment), masks: moment.masks }),
  };
}

/** A slot, named `PARAMETER/SLOT`, with 0 outside of the parameter's set; as it is where there is none. */
function within(sets: Moment['masks'], name: string, slot: Tensor<'float32'>): Tensor<'float32'> {
  const set = sets[name.slice(0, name.lastIndexOf('/'))];
  return set === undefined ? slot : tensor(only(set.data, slot.data), slot.shape);
}

/** The parameters that the network computes with. */
function computed({ state, masks }: Pick<Moment, 'state' | 'masks'>): Parameters {
  return Object.fromEntries(
    Object.entries(state.parameters).map(([name, value]) => [name, applyMask(value, masks[name])]),
  );
}
