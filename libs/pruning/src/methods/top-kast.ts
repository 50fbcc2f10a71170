import { tensor, type Tensor } from '@tombola/engine';
import { applyMask, type Moment, type Parameters, type Sparsifier } from '@tombola/nn';
import { magnitude } from '../criteria/magnitude';
import { keptByWeights, type LayerBudget } from '../distributions/distribute';
import { only } from '../dynamic/layer-update';
import { lengthened } from '../dynamic/lengthened';
import { startBudgets } from '../dynamic/sparse-start';
import { topKastRule, trainedSet } from '../dynamic/top-kast-rule';
import { denseMasks, toMaskTensors, type Masks } from '../masks';
import { pruneLayersTo } from '../prune';
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
    const sets = activeSets(denseMasks(network), budgets, method.backward);
    const parameters = initial();
    return {
      masks: sets(parameters).computing,
      parameters,
      training: lengthened(recipe, method.length),
      rule: topKastRule(network, densities, method.exploration),
      sparsifier: choosing(sets, method.updateEvery),
    };
  },
};

type ActiveSets = (parameters: Parameters) => { readonly computing: Masks; readonly trained: Masks };

/** Sets A and B: the largest weights of every layer, so many and `backward` times so many; A lies within B. */
export function activeSets(all: Masks, budgets: readonly LayerBudget[], backward: number): ActiveSets {
  const computing = keptByWeights(budgets);
  const trained = Object.fromEntries(
    budgets.map(({ weights, kept, size }) => [weights, Math.min(size, Math.round(backward * kept))]),
  );
  return (parameters) => {
    const scores = magnitude(parameters, Object.keys(all));
    return { computing: pruneLayersTo(all, scores, computing), trained: pruneLayersTo(all, scores, trained) };
  };
}

function choosing(sets: ActiveSets, every: number): Sparsifier {
  return {
    acts: (step) => step % every === 0,
    act: ({ state }) => {
      const { computing, trained } = sets(state.parameters);
      const inB = toMaskTensors(trained);
      const memory = Object.entries(inB).map(([name, set]) => [trainedSet(name), set] as const);
      // What is not trained must not be pushed when it comes back.
      const slots = Object.entries(state.slots).map(([name, slot]) => [name, within(inB, name, slot)] as const);
      return {
        masks: toMaskTensors(computing),
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
function within(sets: Parameters, name: string, slot: Tensor<'float32'>): Tensor<'float32'> {
  const set = sets[name.slice(0, name.lastIndexOf('/'))];
  return set === undefined ? slot : tensor(only(set.data, slot.data), slot.shape);
}

/** The parameters that the network computes with. */
function computed({ state, masks }: Pick<Moment, 'state' | 'masks'>): Parameters {
  return Object.fromEntries(
    Object.entries(state.parameters).map(([name, value]) => [name, applyMask(value, masks[name])]),
  );
}
