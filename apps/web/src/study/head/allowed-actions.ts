import type { StudyOut } from '@tombola/shared';

export type StudyAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'archive' | 'unarchive' | 'delete' | 'priority';

/** What can be asked of a study as it is, beside renaming and the like; the server refuses the rest. */
export function allowedActions({
  state,
  levelsFailed,
  archivedAt,
}: Pick<StudyOut, 'state' | 'levelsFailed' | 'archivedAt'>): ReadonlySet<StudyAction> {
  const goesOn = state === 'queued' || state === 'running';
  const stopped = state === 'paused' || state === 'cancelled';
  const actions: Readonly<Record<StudyAction, boolean>> = {
    pause: goesOn,
    resume: stopped,
    retry: levelsFailed > 0,
    cancel: goesOn || state === 'paused',
    priority: goesOn || stopped || levelsFailed > 0,
    archive: archivedAt === null,
    unarchive: archivedAt !== null,
    delete: !goesOn,
  };
  return new Set((Object.keys(actions) as StudyAction[]).filter((action) => actions[action]));
}
