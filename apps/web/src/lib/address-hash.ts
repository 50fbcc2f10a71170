'use client';
import { useSyncExternalStore } from 'react';

/** History has no event for an address that a page itself changes. */
const CHANGED = 'tombola-address';

/**
 * The fragment of the address, without its sign. What may be longer than servers take of an address stands there: no server
 * sees it.
 */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash.slice(1), nothing);
}

const nothing = () => '';

function subscribe(onChange: () => void): () => void {
  const events = ['hashchange', 'popstate', CHANGED];
  for (const event of events) window.addEventListener(event, onChange);
  return () => events.forEach((event) => window.removeEventListener(event, onChange));
}

/** Another address on the same page. */
export function changeAddress(url: URL, how: 'push' | 'replace'): void {
  if (how === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
  window.dispatchEvent(new Event(CHANGED));
}

/** A list under a name in the fragment. */
export function readHashList(hash: string, name: string): string[] {
  return [...new Set((new URLSearchParams(hash).get(name) ?? '').split(',').filter((each) => each !== ''))];
}

/** The fragment with another list under that name; none when it is empty. */
export function writeHashList(hash: string, name: string, list: readonly string[]): string {
  const members = new URLSearchParams(hash);
  if (list.length === 0) members.delete(name);
  else members.set(name, list.join(','));
  return members.toString().replaceAll('%2C', ',');
}
