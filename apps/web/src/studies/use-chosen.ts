'use client';
import { useCallback, useMemo } from 'react';
import { useHashList } from '../lib/use-hash-list';

interface Chosen {
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (change: readonly string[] | ((before: readonly string[]) => readonly string[])) => void;
}

/** The studies that are chosen in the list, in the fragment of the address: it may be long. */
export function useChosen(): Chosen {
  const [ids, setIds] = useHashList('chosen');
  const chosen = useMemo(() => new Set(ids), [ids]);
  const setChosen = useCallback<Chosen['setChosen']>(
    (change) => setIds(typeof change === 'function' ? change : () => change),
    [setIds],
  );
  return { chosen, setChosen };
}
