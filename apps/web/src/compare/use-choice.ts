'use client';
import { useQuery } from '@tanstack/react-query';
import { createParser, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { api } from '../api/queries';
import { readStudies, readTrials, writeTrials, type Choice } from './choice';

const listParser = (read: (text: string) => string[], write: (list: readonly string[]) => string) =>
  createParser<readonly string[]>({
    parse: read,
    serialize: write,
    eq: (a, b) => write(a) === write(b),
  });

const parsers = {
  studies: listParser(readStudies, (list) => list.join(',')).withDefault([]),
  trials: listParser(readTrials, writeTrials).withDefault([]),
};

interface Chosen {
  /** With `latest` replaced by the newest study; undefined until that is known. */
  readonly choice: Choice | undefined;
  readonly error: unknown;
  readonly choose: (choice: Choice) => void;
}

/** What is compared, in the address. */
export function useChoice(): Chosen {
  const [{ studies, trials }, set] = useQueryStates(parsers, { history: 'push' });
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
    // An empty list is no list: the address stays short.
    (next: Choice) => void set({ studies: next.studies, trials: next.trials }),
    [set],
  );
  return { choice, error: newest.error, choose };
}
