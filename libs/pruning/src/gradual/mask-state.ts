import { applyMask, type MaskTensors, type Parameters, type TrainingState } from '@tombola/nn';

/** Parameters with all pruned weights exactly 0. */
export function maskParameters(parameters: Parameters, masks: MaskTensors): Parameters {
  return masked(parameters, masks, (name) => name);
}

/**
 * A training whose masks have just lost weights: these are exactly 0, and so is what the optimizer knows of them. A momentum
 * that is left behind would move a pruned weight again.
 */
export function maskState(state: TrainingState, masks: MaskTensors): TrainingState {
  return {
    ...state,
    parameters: maskParameters(state.parameters, masks),
    slots: masked(state.slots, masks, (slot) => slot.slice(0, slot.lastIndexOf('/'))),
  };
}

function masked(tensors: Parameters, masks: MaskTensors, nameOf: (key: string) => string): Parameters {
  return Object.fromEntries(Object.entries(tensors).map(([key, value]) => [key, applyMask(value, masks[nameOf(key)])]));
}
