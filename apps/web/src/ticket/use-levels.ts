'use client';
import type { TicketDetail } from '@tombola/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { doneLevels, type DoneLevel } from './levels';

export interface TrialLevels {
  /** The trial along whose levels one goes. */
  readonly trial: string;
  readonly levels: readonly DoneLevel[];
  readonly recipe: Readonly<Record<string, unknown>> | undefined;
  readonly go: (level: string, how: 'push' | 'replace') => void;
}

/**
 * The levels around a ticket. A dense level is shared by trials; which one is gone along stands in the address (`trial`),
 * and is the first of them otherwise.
 */
export function useLevels({ trial: own, parent, children }: TicketDetail): TrialLevels {
  const [chosen] = useQueryState('trial', parseAsString);
  const child = parent === null ? children.find(({ control }) => control === null) : undefined;
  const trial = (parent === null ? chosen : null) ?? child?.trial ?? own;
  const { data } = useQuery({ ...api.trials.get.queryOptions({ trial }), placeholderData: keepPreviousData });
  const levels = useMemo(() => doneLevels(data?.tree ?? []), [data]);
  return { trial, levels, recipe: data?.recipe, go: (to, how) => goTo(to, trial, how) };
}

/** Without a new page: what is open stays open, and pictures change where they stand. */
function goTo(level: string, trial: string, how: 'push' | 'replace') {
  const search = new URLSearchParams(window.location.search);
  search.delete('trial');
  if (!level.startsWith(`${trial}-`)) search.set('trial', trial);
  const query = search.size === 0 ? '' : `?${search}`;
  const href = `/tickets/${level}${query}${window.location.hash}`;
  if (how === 'push') window.history.pushState(null, '', href);
  else window.history.replaceState(null, '', href);
}
