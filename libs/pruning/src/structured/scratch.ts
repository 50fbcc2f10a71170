import { InputError, type Recipe } from '@tombola/shared';

/** How long a pruned network is trained from scratch: as long as the large one, or for as many operations. */
export type Scratch = 'scratch-e' | 'scratch-b';

export interface ScratchOptions {
  /** Epochs, or steps, of the large network. */
  readonly length: number;
  /** Multiply-accumulates of an example, before and after pruning. */
  readonly macs: { readonly dense: number; readonly pruned: number };
  /** Most times as long as the large network; 2 in the paper's experiments on ImageNet, without end on CIFAR. */
  readonly cap?: number | undefined;
}

/**
 * Epochs, or steps, of training a pruned network from scratch (Liu et al., Rethinking the Value of Network Pruning, ICLR
 * 2019, section 3). Scratch-E: as many as the large network's. Scratch-B: floor(length * dense / pruned), for the same
 * number of operations.
 *
 * The paper's code counts multiply-adds of convolutions and dense layers, some of it biases, batch norms, ReLUs and pools too.
 *
 * @throws {InputError} when a length, a number of operations or a cap is not positive.
 */
export function scratchLength(scratch: Scratch, { length, macs, cap = Infinity }: ScratchOptions): number {
  for (const [what, value] of Object.entries({ length, dense: macs.dense, pruned: macs.pruned, cap })) {
    if (value > 0) continue;
    throw new InputError({ what: `training from scratch needs another ${what}`, value, expected: 'a positive number' });
  }
  if (scratch === 'scratch-e') return length;
  return Math.floor(length * Math.min(macs.dense / macs.pruned, cap));
}

/**
 * A schedule for a training of another length: the rate falls after the same shares of it, rounded down. In the paper's code
 * that is a half and three quarters.
 */
export function stretched(schedule: Recipe['schedule'], from: number, to: number): Recipe['schedule'] {
  if (schedule.name !== 'step') return schedule;
  return { ...schedule, at: schedule.at.map((at) => Math.max(1, Math.floor((at * to) / from))) };
}
