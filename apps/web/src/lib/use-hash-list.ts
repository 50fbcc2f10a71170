'use client';
import { useCallback, useMemo } from 'react';
import { changeAddress, readHashList, useHash, writeHashList } from './address-hash';

/** A list of any length in the fragment of the address, and what changes it; Back leads past changes. */
export function useHashList(name: string) {
  const hash = useHash();
  const list = useMemo(() => readHashList(hash, name), [hash, name]);
  const set = useCallback(
    (change: (before: readonly string[]) => readonly string[]) => {
      const url = new URL(window.location.href);
      const before = url.hash.slice(1);
      url.hash = writeHashList(before, name, change(readHashList(before, name)));
      changeAddress(url, 'replace');
    },
    [name],
  );
  return [list, set] as const;
}
