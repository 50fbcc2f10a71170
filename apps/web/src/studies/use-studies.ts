'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { client } from '../api/client';
import { pagesOf } from '../api/pages';
import { api } from '../api/queries';
import { filterParsers, listInput, type Filters } from './filters';

/** The studies that fit the address, a page after the other. */
export function useStudies() {
  const [filters, set] = useQueryStates(filterParsers);
  const setFilters = (change: Partial<Filters> | null) =>
    // Each letter of what is typed is no place to go back to.
    void set(change, { history: change !== null && ('search' in change || 'tag' in change) ? 'replace' : 'push' });
  const input = listInput(filters);
  const ask = (cursor: string | undefined, signal?: AbortSignal) =>
    client.studies.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { ...(signal && { signal }) });
  const query = useInfiniteQuery(pagesOf(api.studies.list.queryKey(input), ask));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { filters, setFilters, rows, query, ask };
}
