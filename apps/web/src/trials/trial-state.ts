import type { LevelState, StudyState } from '@tombola/shared';

/** What a trial does follows from its levels, as the server says it. */
export function trialState(levels: readonly { readonly state: LevelState }[]): StudyState {
  const has = (state: LevelState) => levels.some((level) => level.state === state);
  if (levels.length > 0 && levels.every(({ state }) => state === 'done')) return 'done';
  if (has('running')) return 'running';
  if (has('queued')) return has('done') ? 'running' : 'queued';
  if (has('failed')) return 'failed';
  if (has('paused')) return 'paused';
  return has('cancelled') ? 'cancelled' : 'queued';
}
