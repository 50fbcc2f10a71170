'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { client } from '../api/client';
import { pagesOf } from '../api/pages';
import { api } from '../api/queries';
import { filterParsers, listInput, type TicketFilters } from './filters';

/** The tickets that fit the address, a page after the other. */
export function useTickets() {
  const [filters, set] = useQueryStates(filterParsers);
  const setFilters = (change: Partial<TicketFilters> | null) => void set(change, { history: 'push' });
  const input = listInput(filters);
  const ask = (cursor: string | undefined, signal?: AbortSignal) =>
    client.tickets.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { ...(signal && { signal }) });
  const query = useInfiniteQuery(pagesOf(api.tickets.list.queryKey(input), ask));
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { filters, setFilters, rows, query, ask };
}
