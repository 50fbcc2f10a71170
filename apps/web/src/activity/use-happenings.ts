'use client';
import type { EventOut } from '@tombola/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { client } from '../api/client';
import { useEvents } from '../api/live';
import { api } from '../api/queries';
import { readBack } from '../log/read-back';
import { happenings, kindOf, type Kind } from './happenings';

/** Lines that are read at a time. */
const WANT = 100;
/** Of what is heard live, so many are kept, and so often it is shown at most. */
const MOST_HEARD = 2000;
const PAUSE_MS = 300;

/** What happened, newest first: before now as far as it was asked for, and all from now on. */
export function useHappenings(study: string, shown: readonly Kind[]) {
  const heard = useHeard();
  const input = study === '' ? {} : { study };
  const query = useInfiniteQuery({
    queryKey: [...api.system.events.queryKey(input), 'back', ...shown],
    queryFn: ({ pageParam, signal }) =>
      readBack((after, limit) => client.system.events.query({ ...input, after, limit }, { signal }), {
        want: WANT,
        wanted: ({ type }) => shown.includes(kindOf(type)),
        ...(pageParam !== undefined && { to: pageParam }),
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ from }) => (from === 0 ? undefined : from),
    // What happened while the page was away was not heard.
    staleTime: 0,
  });
  const lines = useMemo(() => {
    if (query.data === undefined) return undefined;
    const read = query.data.pages.flatMap((part) => part.events);
    const live = heard.filter(({ studies }) => study === '' || studies.includes(study));
    const unique = new Map([...live, ...read].map((event) => [event.id, event]));
    return happenings([...unique.values()].sort((a, b) => b.id - a.id)).filter(({ kind }) => shown.includes(kind));
  }, [heard, query.data, shown, study]);
  return { lines, query };
}

/** Events since the component is there, newest first. */
function useHeard(): readonly EventOut[] {
  const [shown, setShown] = useState<readonly EventOut[]>([]);
  const fresh = useRef<EventOut[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents((event) => {
    fresh.current.unshift(event);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const events = fresh.current;
      fresh.current = [];
      setShown((before) => [...events, ...before].slice(0, MOST_HEARD));
    }, PAUSE_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return shown;
}
