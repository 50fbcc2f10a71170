'use client';
import type { EventOut, StudyDetail } from '@tombola/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { client } from '../api/client';
import { useEvents } from '../api/live';
import { api } from '../api/queries';
import { readBack } from './read-back';

/** Lines that are read at a time. */
const WANT = 100;
/** Of what is heard live, so many are kept. */
const MOST_HEARD = 2000;

/** The events of a study, newest first: those before now as far as they were asked for, and all from now on. */
export function useLog({ id, levels }: StudyDetail) {
  const [heard, setHeard] = useState<readonly EventOut[]>([]);
  useEvents((event) => {
    if (event.studies.includes(id)) setHeard((before) => [event, ...before].slice(0, MOST_HEARD));
  });
  const query = useInfiniteQuery({
    queryKey: [...api.system.events.queryKey({ study: id }), 'back'],
    queryFn: ({ pageParam, signal }) =>
      readBack((after, limit) => client.system.events.query({ study: id, after, limit }, { signal }), {
        want: WANT,
        levels,
        ...(pageParam !== undefined && { to: pageParam }),
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ from }) => (from === 0 ? undefined : from),
    // What happened while the tab was away was not heard.
    staleTime: 0,
  });
  const events = useMemo(() => {
    if (query.data === undefined) return undefined;
    const all = [...heard, ...query.data.pages.flatMap((part) => part.events)];
    const unique = new Map(all.map((event) => [event.id, event]));
    return [...unique.values()].sort((a, b) => b.id - a.id);
  }, [heard, query.data]);
  return { events, query };
}
