import type { Measurement, Network, Outcome, Sparsifier } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import { magnitude } from '../criteria/magnitude';
import { gradualMasks } from '../gradual/gradual-masks';
import { maskParameters } from '../gradual/mask-state';
import { turnsOf } from '../gradual/phases';
import { denseMasks, toMaskTensors } from '../masks';
import type { Method } from './method';

/**
 * Alternating compressed and decompressed training (Peste et al., NeurIPS 2021, algorithm 1): phases of dense training and
 * phases in which only the largest weights are trained, the others being 0, chosen anew at the beginning of each. It ends
 * sparse. Pruned weights start again from 0 when a dense phase begins; the optimizer's state is kept all the time.
 *
 * The network at the end of the last dense phase is its dense twin, measured there: `denseTwinStep`,
 * `denseTwinTestAccuracy`, `denseTwinValidationAccuracy`. The defaults are the epochs of the authors' ResNet-50 of 100 as
 * shares: 10 dense, then 5 each, a last dense phase of 10 and a last sparse one of 15.
 */
export const acDc: Method<'ac-dc'> = {
  plan: ({ method, recipe, level, network, initial }) => ({
    masks: denseMasks(network),
    parameters: initial(),
    sparsifier: alternating(network, method, { sparsity: method.sparsities[level - 1]!, steps: recipe.steps }),
  }),
};

function alternating(
  network: Network,
  method: OptionsOf<'ac-dc'>,
  { sparsity, steps }: { readonly sparsity: number; readonly steps: number },
): Sparsifier {
  const turns = new Map(turnsOf(method, steps).map(({ step, sparse }) => [step, sparse]));
  const dense = denseMasks(network);
  const prune = gradualMasks(network, {
    sparsity,
    scope: method.scope,
    outputCap: 1,
    denseFirst: false,
    minKeep: 0,
  });
  const twin = Math.max(...turns.keys());
  return {
    acts: (step) => turns.has(step),
    settledAt: twin,
    measures: (step) => step === twin,
    act: ({ step, state }) => {
      if (turns.get(step) === false) return { masks: toMaskTensors(dense) };
      const masks = toMaskTensors(prune(dense, magnitude(state.parameters, Object.keys(dense)), 1));
      return { masks, state: { ...state, parameters: maskParameters(state.parameters, masks) } };
    },
    finish: ({ state, masks, history }): Outcome => ({
      // What momentum moves under a mask is 0 after it, of either sign.
      parameters: maskParameters(state.parameters, masks),
      masks,
      metrics: { denseTwinStep: twin, ...twinMetrics(history.find(({ step }) => step === twin)) },
    }),
  };
}

function twinMetrics(twin: Measurement | undefined): Record<string, number> {
  if (twin === undefined) return {};
  return { denseTwinTestAccuracy: twin.test.accuracy, denseTwinValidationAccuracy: twin.validation.accuracy };
}
