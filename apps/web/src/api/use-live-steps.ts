'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useEvents } from './live';

/** How often the page is told at most. */
const PAUSE_MS = 300;
const nothing: ReadonlyMap<string, number> = new Map();

/** Steps that running levels have come to since the page is open, by level: lists do not ask again for each of them. */
export function useLiveSteps(): ReadonlyMap<string, number> {
  const [steps, setSteps] = useState(nothing);
  const fresh = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSteps(new Map(fresh.current));
    }, PAUSE_MS);
  }, []);
  useEvents(({ type, level, data: { to } }) => {
    if (level === null) return;
    if (type === 'metrics' && typeof to === 'number') fresh.current.set(level, to);
    // It has ended, or begins anew at a checkpoint: what was heard of it is old.
    else if (type !== 'level.changed' || !fresh.current.delete(level)) return;
    soon();
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return steps;
}
