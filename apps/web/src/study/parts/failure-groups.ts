import { groupBy, type StudyDetail } from '@tombola/shared';

/** Levels that failed with the same words. */
export interface FailureGroup {
  readonly message: string;
  readonly levels: readonly string[];
}

/** Failures by what they say, in the order of their first levels: one cause often fails many. */
export function failureGroups(failures: StudyDetail['failures']): FailureGroup[] {
  const groups = groupBy(failures, ({ error }) => error?.message || 'It ended without a word.');
  return [...groups].map(([message, failed]) => ({ message, levels: failed.map(({ level }) => level) }));
}
