'use client';
import type { Me, Scope } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { problemOf } from './problem';
import { api, queryClient } from './queries';

/** Who is signed in. On a loopback server everybody is its owner; `null`: nobody, and the server wants to know. */
export function useMe(): { readonly me: Me | null | undefined; readonly error: unknown } {
  const { data, error } = useQuery({ ...api.me.get.queryOptions(), staleTime: 5 * 60_000 });
  if (error !== null && problemOf(error).code === 'UNAUTHORIZED') return { me: null, error: null };
  return { me: data, error };
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
