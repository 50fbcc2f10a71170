import { tf } from '@tombola/engine';
import type { StepRule } from '@tombola/nn';

/**
 * The rule that weights under the masks stay as they are, to the bit, whatever momentum and weight decay would make of them;
 * the network computes with them.
 */
export const freezePruned: StepRule = {
  key: 'freeze pruned',
  keepsPruned: true,
  value: (name, updated, { state, masks }) => {
    const mask = masks[name];
    return mask === undefined ? updated : tf.where(tf.greater(mask, 0), updated, state[name]!);
  },
};
