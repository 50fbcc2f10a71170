'use client';
import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False while the exported page is taken over, true from then on: what only a browser knows is shown after that. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
