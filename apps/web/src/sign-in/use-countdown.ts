'use client';
import { useCallback, useEffect, useState } from 'react';

/** Whole seconds that are left, 0 when none are; and what begins to count down. */
export function useCountdown(): readonly [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  const [until, setUntil] = useState<number>();
  useEffect(() => {
    if (until === undefined) return;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) setUntil(undefined);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  const begin = useCallback((seconds: number) => {
    setLeft(seconds);
    setUntil(Date.now() + seconds * 1000);
  }, []);
  return [left, begin];
}
