'use client';
import { usePathname } from 'next/navigation';
import { useHydrated } from './use-hydrated';

/**
 * A part of the path, from 0: of `/studies/lth-quick-7f3k2m`, part 1 is the study. Pages of things that are not known
 * when the portal is built are exported once, for all of them; which one is meant, only the address says. Undefined until
 * the page has been taken over by the browser.
 */
export function usePathPart(index: number): string | undefined {
  const path = usePathname();
  const hydrated = useHydrated();
  const part = path.split('/').filter(Boolean)[index];
  return hydrated && part !== undefined ? decodeURIComponent(part) : undefined;
}
