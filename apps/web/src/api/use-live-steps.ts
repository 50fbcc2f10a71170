'use client';
import type { EventOut } from '@tombola/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { addSteps } from './add-steps';
import { useEvents } from './live';

/** How often the page is told at most. */
const PAUSE_MS = 300;
const nothing: ReadonlyMap<string, number> = new Map();

/** Steps that running levels have come to since the page is open, by level: lists do not ask again for each of them. */
export function useLiveSteps(): ReadonlyMap<string, number> {
  return useHeard(({ type, level, data: { to } }, steps) => {
    if (level === null) return false;
    // It has ended, or begins anew at a checkpoint: what was heard of it is old.
    if (type !== 'metrics' || typeof to !== 'number') return type === 'level.changed' && steps.delete(level);
    steps.set(level, to);
    return true;
  });
}

/** Steps that studies have done since an answer with their counts came, by study. @param answeredAt when it came */
export function useStepsSince(answeredAt: number): ReadonlyMap<string, number> {
  const levels = useRef(new Map<string, number>());
  const heard = useHeard((event, steps) => addSteps(event, levels.current, steps));
  const [before, setBefore] = useState({ answeredAt, heard });
  if (before.answeredAt !== answeredAt) setBefore({ answeredAt, heard });
  return new Map([...heard].map(([study, steps]) => [study, steps - (before.heard.get(study) ?? 0)]));
}

/** Numbers that are kept as events come. @param hear changes them, and returns whether it did */
function useHeard(hear: (event: EventOut, numbers: Map<string, number>) => boolean): ReadonlyMap<string, number> {
  const [numbers, setNumbers] = useState(nothing);
  const fresh = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setNumbers(new Map(fresh.current));
    }, PAUSE_MS);
  }, []);
  useEvents((event) => {
    if (hear(event, fresh.current)) soon();
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return numbers;
}
