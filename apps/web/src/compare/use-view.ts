'use client';
import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { metricUnit, type Unit } from '@tombola/shared';
import { readAt, writeAt, type At } from './at';
import type { Choice } from './choice';
import type { Compared } from './compared';
import type { Group } from './groups';
import { isLowerBetter } from './metric';
import { groupings, namedGroups } from './named-groups';

const atParser = createParser<At>({ parse: readAt, serialize: writeAt, eq: (a, b) => writeAt(a) === writeAt(b) });

const parsers = {
  metric: parseAsString.withDefault('testAccuracyAtEarlyStop'),
  at: atParser.withDefault({ is: 'last' }),
  by: parseAsStringLiteral(groupings).withDefault('recipe'),
  hide: parseAsArrayOf(parseAsString).withDefault([]),
  base: parseAsString,
};

/** What all views of a comparison have in common, in the address. */
export function useViewState() {
  return useQueryStates(parsers, { history: 'push' });
}

export type ViewState = ReturnType<typeof useViewState>[0];
export type SetViewState = ReturnType<typeof useViewState>[1];

/** What every view of a comparison gets. */
export interface View {
  readonly compared: Compared;
  readonly metric: string;
  readonly unit: Unit;
  readonly lowerIsBetter: boolean;
  readonly at: At;
  /** All, and those that are not hidden. */
  readonly all: readonly Group[];
  readonly groups: readonly Group[];
  /** What others are held against. */
  readonly baseline: Group | undefined;
}

/** The groups of a comparison as the address wants them. */
export function useView(compared: Compared, { studies }: Choice, { at, by, hide, base }: ViewState): View {
  const all = useMemo(() => namedGroups(compared, studies, by), [compared, studies, by]);
  return useMemo(() => {
    const hidden = new Set(hide);
    // While another metric is on its way, what is shown is still the one before.
    const { metric } = compared;
    return {
      compared,
      metric,
      unit: metricUnit(metric),
      lowerIsBetter: isLowerBetter(metric),
      at,
      all,
      groups: all.filter(({ key }) => !hidden.has(key)),
      baseline: all.find(({ key }) => key === base),
    };
  }, [compared, at, all, hide, base]);
}
