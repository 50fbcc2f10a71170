'use client';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

export interface Shortcut {
  /** A key, or two one after the other: `/`, `?`, `g s`, `mod+k` (Ctrl or Command). */
  readonly keys: string;
  /** What it does, in the help. */
  readonly does: string;
}

interface Registered extends Shortcut {
  readonly run: () => void;
}

interface Shortcuts {
  readonly add: (shortcut: Registered) => () => void;
  /** Those of the page on the screen. */
  readonly all: () => readonly Shortcut[];
}

const ShortcutContext = createContext<Shortcuts>({ add: () => () => {}, all: () => [] });
/** How long the second key of a pair is waited for. */
const PAIR_MS = 1000;

/** Listens to the keyboard for the whole portal. Keys that are typed into a field are left alone. */
export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const [registered] = useState(() => new Set<Registered>());
  const pending = useRef<{ key: string; at: number } | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const modified = event.ctrlKey || event.metaKey;
      if (!modified && isTyping(event.target)) return;
      const key = modified ? `mod+${event.key.toLowerCase()}` : event.key;
      const { current: before } = pending;
      const pair = before !== null && Date.now() - before.at < PAIR_MS ? `${before.key} ${key}` : undefined;
      // The page's own come after the portal's, and win.
      const newest = [...registered].reverse();
      const found = newest.find(({ keys }) => keys === pair) ?? newest.find(({ keys }) => keys === key);
      pending.current = found === undefined && !modified ? { key, at: Date.now() } : null;
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [registered]);
  const value = useMemo<Shortcuts>(
    () => ({
      add: (shortcut) => {
        registered.add(shortcut);
        return () => void registered.delete(shortcut);
      },
      all: () => [...registered],
    }),
    [registered],
  );
  return <ShortcutContext value={value}>{children}</ShortcutContext>;
}

/** A key for as long as the component is there. */
export function useShortcut(keys: string, does: string, run: () => void, enabled = true): void {
  const { add } = useContext(ShortcutContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    return add({ keys, does, run: () => latest.current() });
  }, [add, keys, does, enabled]);
}

export const useAllShortcuts = (): (() => readonly Shortcut[]) => useContext(ShortcutContext).all;

/** `j` and `k` move through rows, `o` opens the one that they are at. @returns that row, -1 for none */
export function useRowKeys(count: number, open: (index: number) => void): number {
  const [current, setCurrent] = useState(-1);
  const row = Math.min(current, count - 1);
  useShortcut('j', 'next row', () => setCurrent(Math.min(row + 1, count - 1)), count > 0);
  useShortcut('k', 'previous row', () => setCurrent(Math.max(row - 1, 0)), count > 0);
  useShortcut('o', 'open the row', () => row >= 0 && open(row), count > 0);
  return row;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog[open]') !== null && target.tagName !== 'DIALOG') return true;
  const { tagName } = target;
  if (tagName === 'INPUT') return !['checkbox', 'radio', 'button', 'range'].includes((target as HTMLInputElement).type);
  return tagName === 'TEXTAREA' || tagName === 'SELECT' || target.isContentEditable;
}
