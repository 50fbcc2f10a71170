'use client';
import { useSyncExternalStore } from 'react';

const key = 'tombola-notify';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

const read = () => localStorage.getItem(key) === 'on';

function choose(on: boolean): void {
  if (on) localStorage.setItem(key, 'on');
  else localStorage.removeItem(key);
  for (const listener of listeners) listener();
}

/** Whether this browser is to tell when a study of one's own ends, and what changes that. Not unless it is asked for. */
export function useNotifyChoice(): readonly [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, read, () => false), choose];
}

/** What this browser lets the portal do: `unsupported` where it has no notifications, as pages without HTTPS. */
export function notifyPermission(): NotificationPermission | 'unsupported' {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'unsupported';
}
