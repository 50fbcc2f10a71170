import type { StudySort, StudyState } from '@tombola/shared';

export type StudySortName = StudySort;

/** What a study may be doing, in the order of the filter. */
export const studyStates = [
  'running',
  'queued',
  'paused',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly StudyState[];

const endings: readonly unknown[] = ['done', 'failed', 'cancelled'] satisfies readonly StudyState[];

/** Whether a study in this state does nothing more by itself. */
export const hasEnded = (state: unknown): boolean => endings.includes(state);
