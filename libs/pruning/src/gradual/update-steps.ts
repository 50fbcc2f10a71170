/** When masks are updated, in steps: at `begin`, every so many steps after it, and at `end`. */
export interface UpdateSteps {
  readonly begin: number;
  readonly end: number;
  readonly every: number;
}

/** Shares of a training as whole steps. */
export function updateSteps(shares: UpdateSteps, steps: number): UpdateSteps {
  return { begin: Math.round(shares.begin * steps), end: Math.round(shares.end * steps), every: shares.every };
}

/**
 * Whether masks are updated when so many steps are done. The last update is at `end` even where it is no whole number of
 * intervals after `begin`; the paper has only such ends, t_0 + n dt (Zhu and Gupta 2017, equation 1).
 */
export function isUpdate(step: number, { begin, end, every }: UpdateSteps): boolean {
  return step === end || (step >= begin && step < end && (step - begin) % every === 0);
}
