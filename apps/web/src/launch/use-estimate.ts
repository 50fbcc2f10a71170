'use client';
import type { StudyCreate, StudyEstimate } from '@tombola/shared';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../api/client';
import { useEvents } from '../api/live';
import { api } from '../api/queries';
import { useDebounced } from '../lib/use-debounced';

export interface UsedEstimate {
  readonly estimate: StudyEstimate | undefined;
  /** Whether the estimate is of what the form says now. */
  readonly current: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Estimates change with the workers and with what is stored. */
const stale = new Set(['worker.changed', 'study.created', 'study.deleted']);
const QUIET_MS = 350;

/** What launching the request would take, asked when the form stands still, and again when the workers change. */
export function useEstimate(request: StudyCreate | undefined): UsedEstimate {
  const queries = useQueryClient();
  const text = request && JSON.stringify(request);
  const still = useDebounced(text, QUIET_MS);
  const key = api.studies.estimate.mutationKey();
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: [...key, still],
    queryFn: ({ signal }) => client.studies.estimate.mutate(JSON.parse(still!) as StudyCreate, { signal }),
    enabled: still !== undefined,
    placeholderData: keepPreviousData,
  });
  useEvents(({ type }) => {
    if (stale.has(type)) void queries.invalidateQueries({ queryKey: key });
  });
  const settled = still === text && text !== undefined;
  return {
    estimate: data,
    current: settled && !isPlaceholderData && !isFetching && error === null,
    error: settled ? error : null,
    retry: () => void refetch(),
  };
}
