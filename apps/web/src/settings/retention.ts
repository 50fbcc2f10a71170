import { retentionSchema, type Retention, type RetentionChange } from '@tombola/shared';

export type RetentionMember = keyof Retention;

/** What is kept for a while, in the order of the page. */
export const retentionWords: Readonly<Record<RetentionMember, { readonly label: string; readonly help: string }>> = {
  metricEventDays: {
    label: 'Live points',
    help: 'In the event log, for who comes back to a stream. Curves stay for ever.',
  },
  eventDays: { label: 'Other events', help: 'What the activity page and the logs of studies show.' },
  logDays: { label: 'Logs of attempts', help: 'What a training printed.' },
  orphanDays: { label: 'Trials without a study', help: 'Those that no study and no registered model needs any more.' },
};

export const retentionMembers = Object.keys(retentionWords) as RetentionMember[];

/** The texts of the fields. */
export type RetentionTexts = Readonly<Record<RetentionMember, string>>;

export const textsOf = (retention: Retention): RetentionTexts =>
  Object.fromEntries(retentionMembers.map((member) => [member, String(retention[member])])) as RetentionTexts;

/** What is wrong with a text; undefined when nothing is. */
export function wrongDays(member: RetentionMember, text: string): string | undefined {
  const days = text.trim() === '' ? NaN : Number(text);
  if (retentionSchema.shape[member].safeParse(days).success) return undefined;
  return `A number of days from ${member === 'orphanDays' ? '0' : '0.01'} to 3650.`;
}

/** The members that are to change. Texts are right: {@link wrongDays} says nothing of them. */
export function changesOf(texts: RetentionTexts, { retention, configured }: Held): RetentionChange {
  const changed = retentionMembers.filter((member) => Number(texts[member]) !== retention[member]);
  return Object.fromEntries(
    changed.map((member) => {
      const days = Number(texts[member]);
      // What the server was started with is not held twice: it goes on to hold when the server is started otherwise.
      return [member, days === configured[member] ? null : days];
    }),
  );
}

interface Held {
  /** What holds. */
  readonly retention: Retention;
  /** What the server was started with. */
  readonly configured: Retention;
}
