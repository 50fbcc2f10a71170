'use client';
import { Dialog } from '../ui/dialog';
import { useAllShortcuts } from './shortcuts';

/** The keys of the page on the screen. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  // A page's own key stands in for the portal's.
  const shortcuts = [...new Map(useAllShortcuts()().map((shortcut) => [shortcut.keys, shortcut])).values()];
  return (
    <Dialog open title="Keys" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-sm">
        {shortcuts.map(({ keys, does }) => (
          <div key={`${keys} ${does}`} className="contents">
            <dt className="flex gap-1">
              {keys.split(' ').map((key) => (
                <kbd key={key} className="rounded border border-rule bg-sunken px-1.5 py-0.5 font-mono text-xs">
                  {key.replace('mod+', 'Ctrl/⌘ ')}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
