'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { usePathPart } from '../lib/use-path-part';

/** The study that the address means. */
export interface MeantStudy {
  /** Undefined while it is not known. */
  readonly id: string | undefined;
  /** There is no study at all. */
  readonly none: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The study that the address names; `latest` is the newest one, whichever that is at the moment. */
export function useStudyId(): MeantStudy {
  const named = usePathPart(1);
  const newest = useQuery({ ...api.studies.list.queryOptions({ limit: 1 }), enabled: named === 'latest' });
  const retry = () => void newest.refetch();
  if (named !== 'latest') return { id: named, none: false, error: null, retry };
  const error = newest.data === undefined ? newest.error : null;
  return { id: newest.data?.items[0]?.id, none: newest.data?.items.length === 0, error, retry };
}
