'use client';
import { useRef, useState, useEffect } from 'react';
import { useEvents } from './live';

/** How often the page is told at most. */
const PAUSE_MS = 300;
const nothing: ReadonlyMap<string, number> = new Map();

/** Steps that running levels have come to since the page is open, by level: lists do not ask again for each of them. */
export function useLiveSteps(): ReadonlyMap<string, number> {
  const [steps, setSteps] = useState(nothing);
  const fresh = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(({ type, level, data: { to } }) => {
    if (type !== 'metrics' || level === null || typeof to !== 'number') return;
    fresh.current.set(level, to);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setSteps(new Map(fresh.current));
    }, PAUSE_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return steps;
}
