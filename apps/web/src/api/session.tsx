'use client';
import type { Me, Scope } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { passes, problemOf } from './problem';
import { api, queryClient } from './queries';

interface Someone {
  readonly me: Me | null | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** So long after a failure the server is asked again who is there. */
const AGAIN_MS = 3000;

/** Who is signed in. On a loopback server everybody is its owner; `null`: nobody, and the server wants to know. */
export function useMe(): Someone {
  const { data, error, refetch } = useQuery({
    ...api.me.get.queryOptions(),
    staleTime: 5 * 60_000,
    // Nothing else asks again before there is an answer: events come to those who are signed in.
    refetchInterval: ({ state }) => state.data === undefined && passes(state.error) && AGAIN_MS,
  });
  const retry = () => void refetch();
  if (error !== null && problemOf(error).code === 'UNAUTHORIZED') return { me: null, error: null, retry };
  return { me: data, error, retry };
}

/** Whether the one who is signed in may do what needs a scope; false while that is not known. */
export function useMay(scope: Scope): boolean {
  const { me } = useMe();
  return me?.scopes.includes(scope) ?? false;
}

/** Ends the session and forgets everything that was shown in it. */
export async function signOut(): Promise<void> {
  await fetch('/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  queryClient.clear();
  window.location.assign('/sign-in');
}
