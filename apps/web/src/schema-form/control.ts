import type { Entries } from './resolve';

/** What every field of a form needs besides its own node. */
export interface FormControl {
  readonly entries: Entries;
  /** What is wrong, by path with dots. */
  readonly problems: ReadonlyMap<string, string>;
  /** `choose`: a step that Back undoes; `type`: one of many. */
  readonly onEntries: (entries: Entries, how: 'choose' | 'type') => void;
}
