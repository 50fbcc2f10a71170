'use client';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { api } from '../api/queries';
import { changeAddress, useHash } from '../lib/address-hash';
import { readChoice, withChoice, type Choice } from './choice';

interface Chosen {
  /** With `latest` replaced by the newest study; undefined until that is known. */
  readonly choice: Choice | undefined;
  readonly error: unknown;
  readonly choose: (choice: Choice) => void;
}

/** What is compared, in the address. */
export function useChoice(): Chosen {
  const search = useSearchParams();
  const hash = useHash();
  const { studies, trials } = useMemo(() => readChoice(new URLSearchParams(search), hash), [search, hash]);
  const wantsLatest = studies.includes('latest');
  const newest = useQuery({ ...api.studies.list.queryOptions({ limit: 1 }), enabled: wantsLatest });
  const latest = newest.data?.items[0]?.id;
  const choice = useMemo((): Choice | undefined => {
    if (!wantsLatest) return { studies, trials };
    if (newest.data === undefined) return undefined;
    const known = studies.flatMap((study) => (study === 'latest' ? (latest ?? []) : study));
    return { studies: [...new Set(known)], trials };
  }, [studies, trials, wantsLatest, newest.data, latest]);
  const choose = useCallback(
    (next: Choice) => changeAddress(withChoice(new URL(window.location.href), next), 'push'),
    [],
  );
  return { choice, error: newest.error, choose };
}
