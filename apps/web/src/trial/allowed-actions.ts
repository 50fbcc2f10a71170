import type { TrialOut } from '@tombola/shared';

export type TrialAction = 'pause' | 'resume' | 'retry' | 'cancel';

/** What can be asked of a trial as it is; the server refuses the rest. */
export function allowedActions({
  state,
  levelsFailed,
}: Pick<TrialOut, 'state' | 'levelsFailed'>): ReadonlySet<TrialAction> {
  const goesOn = state === 'queued' || state === 'running';
  const actions = {
    pause: goesOn,
    resume: state === 'paused' || state === 'cancelled',
    retry: levelsFailed > 0,
    cancel: goesOn || state === 'paused',
  } satisfies Record<TrialAction, boolean>;
  return new Set((Object.keys(actions) as TrialAction[]).filter((action) => actions[action]));
}
