'use client';
import { useSyncExternalStore } from 'react';
import { Menu, MenuCheckbox } from '../ui/menu';
import { themeKey } from './theme-script';

export type Theme = 'system' | 'light' | 'dark';
export const themes: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const read = (): Theme => (document.documentElement.dataset['theme'] as Theme | undefined) ?? 'system';

function choose(choice: Theme) {
  const { documentElement } = document;
  if (choice === 'system') {
    delete documentElement.dataset['theme'];
    localStorage.removeItem(themeKey);
  } else {
    documentElement.dataset['theme'] = choice;
    localStorage.setItem(themeKey, choice);
  }
  for (const listener of listeners) listener();
}

/** The colours that this browser is to have, and what chooses others. */
export function useTheme(): readonly [Theme, (choice: Theme) => void] {
  return [useSyncExternalStore(subscribe, read, () => 'system' as const), choose];
}

/** Whether pages are dark now; for what is drawn on a canvas, which no style sheet reaches. */
export function useDark(): boolean {
  const [choice] = useTheme();
  const system = useSyncExternalStore(subscribeSystem, readSystem, () => false);
  return choice === 'system' ? system : choice === 'dark';
}

const query = '(prefers-color-scheme: dark)';
const readSystem = () => window.matchMedia(query).matches;
const subscribeSystem = (listener: () => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

export function ThemeMenu() {
  const [choice] = useTheme();
  return (
    <Menu kind="ghost" label={<span aria-hidden="true">◐</span>} ariaLabel="Colours">
      {(Object.keys(themes) as Theme[]).map((each) => (
        <MenuCheckbox key={each} checked={choice === each} onChange={() => choose(each)}>
          {themes[each]}
        </MenuCheckbox>
      ))}
    </Menu>
  );
}
