import { dropFraction, type DropSchedule } from '../schedules/drop-fraction';

export interface UpdateOptions {
  /** Steps from one update to the next (dT). */
  readonly updateEvery: number;
  /** Share of the steps after which there are no more updates; T_end over the steps. */
  readonly end: number;
  /** Share that the first update replaces. */
  readonly fraction: number;
  /** How it falls. */
  readonly decay: { readonly name: DropSchedule['name']; readonly power?: number };
}

/** When masks are updated, and what share of the kept weights an update replaces. */
export interface UpdateTimes {
  /** Whether there is an update when so many steps are done. */
  isDue(step: number): boolean;
  /** What share it replaces. */
  fraction(step: number): number;
}

/**
 * Updates at the iterations t = 0, dT, 2 dT, ... below T_end (Evci et al., ICML 2020, section 3), with the share f(t). RigL's
 * takes the place of the optimizer's step t + 1, so t steps are done before it (`after` 0). SET and SNFS take that step and
 * update then (`after` 1), as in the authors' code.
 *
 * The code also updates at T_end itself, which changes nothing but with a constant share.
 *
 * @param steps of the whole training
 */
export function updateTimes(options: UpdateOptions, steps: number, after: 0 | 1): UpdateTimes {
  const { updateEvery, fraction } = options;
  const end = options.end * steps;
  const schedule: DropSchedule = { ...options.decay, fraction };
  return {
    isDue: (step) => step >= after && (step - after) % updateEvery === 0 && step - after < end,
    fraction: (step) => dropFraction(schedule, step - after, end),
  };
}
