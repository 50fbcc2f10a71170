'use client';
import { levelStateSchema } from '@tombola/shared';
import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
  type inferParserType,
} from 'nuqs';

const parsers = {
  states: parseAsArrayOf(parseAsStringLiteral(levelStateSchema.options)).withDefault([]),
  arms: parseAsArrayOf(parseAsString).withDefault([]),
  /** A regular expression. */
  find: parseAsString.withDefault(''),
  /** The level whose metrics are compared; the last one that is done when it is not there. */
  at: parseAsInteger,
  order: parseAsString.withDefault('seed'),
  /** Columns that are left out. */
  without: parseAsArrayOf(parseAsString).withDefault([]),
  /** Keys of rows that are open; the arms when it is not there. */
  open: parseAsArrayOf(parseAsString),
};

export type TrialsView = inferParserType<typeof parsers>;
export type ChangeTrialsView = (change: Partial<TrialsView>, history?: 'push' | 'replace') => void;

/** How the trials of a study are looked at, in the address; which are chosen stands in its fragment. */
export function useTrialsView(): readonly [TrialsView, ChangeTrialsView] {
  const [view, set] = useQueryStates(parsers);
  const change: ChangeTrialsView = (change, history = 'push') => void set(change, { history });
  return [view, change];
}
