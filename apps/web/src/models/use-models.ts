'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../api/client';
import { pagesOf } from '../api/pages';
import { api } from '../api/queries';

/** All models by name, a page after the other. */
export function useModels() {
  const input = { limit: 100 };
  const query = useInfiniteQuery(
    pagesOf(api.models.list.queryKey(input), (cursor, signal) =>
      client.models.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { signal }),
    ),
  );
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  return { rows, query };
}
