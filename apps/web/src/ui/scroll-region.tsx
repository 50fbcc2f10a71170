import type { ReactNode } from 'react';

/**
 * What may be wider than the screen scrolls here, and the page does not; the keyboard scrolls it too. Hidden words within are
 * placed within it, too: those of a wide table would widen the page otherwise.
 *
 * @param label what is within, to those who hear the page
 */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className="relative overflow-x-auto">
      {children}
    </div>
  );
}
