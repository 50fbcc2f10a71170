import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import type { OptionsOf } from '@tombola/shared';
import type { Masks } from '../masks';
import type { Before } from '../methods/method';

export type PrunedAction = OptionsOf<'imp'>['pruned'];

export interface PrunedOptions {
  readonly action: PrunedAction;
  /** The weights that survivors were rewound to: w_i. */
  readonly initial: Parameters;
  /** The level before: w_f, and what was decided of weights that were pruned there already. */
  readonly before: Pick<Before, 'masks' | 'start' | 'trained'>;
}

/**
 * What pruned weights are while survivors train: the mask-0 actions of Zhou et al. (Deconstructing Lottery Tickets, NeurIPS
 * 2019, section 3).
 *
 * - `zero`: 0, as everywhere else.
 * - `freeze-init`: their initial values.
 * - `freeze-init-zero-mask`: 0 where training had made them smaller, else their initial values: |w_f| < |w_i|.
 * - `freeze-init-zero-all`: the same; and survivors that training had made smaller start at 0, and are trained.
 * - `freeze-init-zero-mask-reversed`: the control; initial values where training had made them smaller, else 0.
 *
 * What became of a weight when it was pruned stays in later rounds: there is no other w_f of it. Frozen weights count as
 * pruned in densities, which say what trains, but they are no zeros: nothing of the network is saved.
 *
 * @param start what survivors start from, with any values under the masks
 */
export function resetPruned(start: Parameters, masks: Masks, { action, initial, before }: PrunedOptions): Parameters {
  if (action === 'zero') return start;
  const reset = Object.entries(masks).map(([name, mask]) => {
    const [first, last] = [initial[name]!.data, before.trained[name]!.data];
    const fell = (i: number) => Math.abs(last[i]!) < Math.abs(first[i]!);
    const frozen = (i: number): number => {
      if (before.masks[name]!.data[i] === 0) return before.start[name]!.data[i]!;
      if (action === 'freeze-init') return first[i]!;
      return fell(i) === (action === 'freeze-init-zero-mask-reversed') ? first[i]! : 0;
    };
    const values = start[name]!.data.map((value, i) => {
      if (mask.data[i] === 0) return frozen(i);
      return action === 'freeze-init-zero-all' && fell(i) ? 0 : value;
    });
    return [name, tensor(values, mask.shape)] as const;
  });
  return { ...start, ...Object.fromEntries(reset) };
}

/** How many weights under the masks keep a value. */
export function countFrozen(parameters: Parameters, masks: Masks): number {
  let frozen = 0;
  for (const [name, { data }] of Object.entries(masks)) {
    const weights = parameters[name]!.data;
    for (let i = 0; i < data.length; i++) if (data[i] === 0 && weights[i] !== 0) frozen += 1;
  }
  return frozen;
}

/** Masks that also keep what is frozen under them: those of the network as it computes, to export. */
export function withFrozen(masks: Masks, parameters: Parameters): Masks {
  const widened = Object.entries(masks).map(([name, { data, shape }]) => {
    const weights = parameters[name]!.data;
    return [
      name,
      tensor(
        Uint8Array.from(data, (bit, i) => (bit === 1 || weights[i] !== 0 ? 1 : 0)),
        shape,
        'uint8',
      ),
    ] as const;
  });
  return Object.fromEntries(widened);
}
