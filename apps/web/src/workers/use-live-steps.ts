'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useEvents } from '../api/live';

/** At most so often are bars drawn anew. */
const PAUSE_MS = 500;

/** The steps of levels as they are measured; what the list of workers knows is some seconds older. */
export function useLiveSteps(): ReadonlyMap<string, number> {
  const heard = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [steps, setSteps] = useState<ReadonlyMap<string, number>>(new Map());
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSteps(new Map(heard.current));
    }, PAUSE_MS);
  }, []);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  useEvents(({ type, level, data }) => {
    if (level === null) return;
    const step = data['to'];
    if (type === 'metrics' && typeof step === 'number') heard.current.set(level, step);
    // It ends, or begins anew from a checkpoint.
    else if (type !== 'level.changed' || !heard.current.delete(level)) return;
    soon();
  });
  return steps;
}
