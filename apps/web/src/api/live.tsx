'use client';
import type { EventOut } from '@tombola/shared';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { client } from './client';
import { staleKeys } from './invalidation';
import { problemOf } from './problem';
import { api } from './queries';
import { Refresher } from './refresh';

/** How the event stream does. `lost`: the server is away, and is tried again. */
export type Connection = 'connecting' | 'live' | 'lost';
type Listener = (event: EventOut) => void;

interface Live {
  readonly connection: Connection;
  readonly lostAt: number | null;
  readonly listen: (listener: Listener) => () => void;
}

const LiveContext = createContext<Live>({ connection: 'connecting', lostAt: null, listen: () => () => {} });

/**
 * One event stream for the whole tab. Each event marks the answers that it makes old, and those on the screen are asked
 * for again; a stream that breaks goes on after the last event that it saw, so nothing is missed.
 */
export function LiveProvider({ children, enabled }: { readonly children: ReactNode; readonly enabled: boolean }) {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const [lostAt, setLostAt] = useState<number | null>(null);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    if (!enabled) return;
    const refresher = new Refresher(queries);
    const onData = (event: EventOut) => {
      for (const listener of listeners.current) listener(event);
      refresher.mark(staleKeys(event));
    };
    const lost = () => {
      setConnection('lost');
      setLostAt((before) => before ?? Date.now());
    };
    let subscription: { unsubscribe(): void } | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let last: number | undefined;
    const connect = () => {
      subscription = client.system.follow.subscribe(last === undefined ? {} : { after: last }, {
        onData: ({ data }) => {
          last = data.id;
          onData(data);
        },
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'pending') {
            setConnection('live');
            setLostAt(null);
          } else if (state === 'connecting' && error !== null) lost();
        },
        // The standard's stream gives up when an answer is an error: the server restarts, or is behind a proxy.
        onError: (error) => {
          lost();
          // The events after the last one are gone, or the database is another: what is shown is asked for anew.
          if (problemOf(error).code === 'BAD_REQUEST') last = undefined;
          // The stream does not say whether the session has ended; this does, and leads to where one signs in.
          void queries.invalidateQueries({ queryKey: api.me.get.pathKey() }, { cancelRefetch: false });
          retry = setTimeout(connect, 1000);
        },
      });
    };
    connect();
    return () => {
      subscription?.unsubscribe();
      refresher.stop();
      clearTimeout(retry);
      setConnection('connecting');
      setLostAt(null);
    };
  }, [enabled, queries]);

  // What changed while nobody listened: everything on the screen is asked for again.
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === 'live' && wasLost.current) void queries.invalidateQueries();
    if (connection !== 'connecting') wasLost.current = connection === 'lost';
  }, [connection, queries]);

  const live = useMemo<Live>(
    () => ({
      connection,
      lostAt,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => void listeners.current.delete(listener);
      },
    }),
    [connection, lostAt],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** How the stream of events does, and since when it is lost. */
export function useConnection(): Pick<Live, 'connection' | 'lostAt'> {
  return useContext(LiveContext);
}

/** Calls back with every event while it is mounted. */
export function useEvents(listener: Listener): void {
  const { listen } = useContext(LiveContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}
