'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { parseAsString, useQueryStates, type inferParserType } from 'nuqs';
import { useMemo } from 'react';
import { client } from '../api/client';
import { pagesOf } from '../api/pages';
import { api } from '../api/queries';

const parsers = {
  action: parseAsString.withDefault(''),
  subject: parseAsString.withDefault(''),
  actor: parseAsString.withDefault(''),
};
export type AuditFilters = inferParserType<typeof parsers>;

/** Entries that are asked for at a time. */
const PAGE = 100;
/** Much of what is written down here, such as logins, makes no events. */
const EVERY_MS = 20_000;

/** The audit log as the address filters it, a page after the other. */
export function useAudit() {
  const [filters, set] = useQueryStates(parsers, { history: 'push' });
  const { action, subject, actor } = filters;
  const input = {
    limit: PAGE,
    ...(action !== '' && { action }),
    ...(subject !== '' && { subject }),
    ...(actor !== '' && { actor }),
  };
  const query = useInfiniteQuery({
    ...pagesOf(api.audit.list.queryKey(input), (cursor, signal) =>
      client.audit.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { signal }),
    ),
    refetchInterval: EVERY_MS,
  });
  const entries = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  return { filters, setFilters: (change: Partial<AuditFilters> | null) => void set(change), entries, query };
}
