import type { Network, Parameters, Sparsifier } from '@tombola/nn';
import type { Scores } from '../criteria/scores';
import { denseMasks, fromMaskTensors, toMaskTensors, type Masks } from '../masks';
import { cubic, type CubicSchedule } from '../schedules/cubic';
import type { GradualMasks } from './gradual-masks';
import { maskParameters, maskState } from './mask-state';
import { isUpdate, type UpdateSteps } from './update-steps';

export interface GradualOptions {
  readonly updates: UpdateSteps;
  /** Sparsity over steps; of its last one the progress of `prune` is a share. */
  readonly schedule: CubicSchedule;
  readonly prune: GradualMasks;
  readonly scores: (parameters: Parameters) => Scores;
  /** Whether weights keep their values under the mask and every update chooses anew among all of them. */
  readonly returning: boolean;
}

/**
 * Prunes while training, by a schedule (Zhu and Gupta 2017): masks are updated now and then, each time with exactly the
 * schedule's count. Unless pruned weights may return, masks are nested and what they prune is 0 in weights and slots.
 */
export function gradualSparsifier(network: Network, options: GradualOptions): Sparsifier {
  const { updates, schedule, prune, scores, returning } = options;
  const masksAt = (step: number, parameters: Parameters, masks: Masks): Masks => {
    const progress = schedule.final === 0 ? 0 : cubic(step, schedule) / schedule.final;
    return prune(returning ? denseMasks(network) : masks, scores(parameters), progress);
  };
  return {
    acts: (step) => isUpdate(step, updates),
    settledAt: updates.end,
    act: ({ step, state, masks }) => {
      const next = toMaskTensors(masksAt(step, state.parameters, fromMaskTensors(masks)));
      return { masks: next, state: returning ? state : maskState(state, next) };
    },
    measured: ({ state, masks }) => maskParameters(state.parameters, masks),
    finish: ({ step, state, masks }) => {
      // An update that is due at the very end has no step after it to act before.
      const last = isUpdate(step, updates)
        ? toMaskTensors(masksAt(step, state.parameters, fromMaskTensors(masks)))
        : masks;
      return { parameters: maskParameters(state.parameters, last), masks: last };
    },
  };
}
