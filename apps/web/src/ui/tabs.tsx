'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useId, type ReactNode } from 'react';
import { walkTo } from './focus-walk';

interface TabsProps<T extends string> {
  /** What the tabs are for, to those who hear the page. */
  readonly label: string;
  /** Names in the address, in their order; the first is the one that a plain address shows. */
  readonly tabs: Readonly<Record<T, { readonly label: ReactNode; readonly content: ReactNode }>>;
  /** The parameter in the address. */
  readonly name?: string;
}

/** Tabs whose choice stands in the address: Back, reload and sent links show the same one. */
export function Tabs<T extends string>({ label, tabs, name = 'tab' }: TabsProps<T>) {
  const names = Object.keys(tabs) as T[];
  const [current, choose] = useQueryState(
    name,
    parseAsStringLiteral(names).withDefault(names[0]!).withOptions({ history: 'push' }),
  );
  const id = useId();
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const to = walkTo(event.key, names.indexOf(current), names.length, 'horizontal');
    if (to === undefined) return;
    event.preventDefault();
    void choose(names[to]!);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[to]!.focus();
  };
  return (
    <div className="flex flex-col gap-4">
      <div
        role="tablist"
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-rule"
        onKeyDown={onKeyDown}
      >
        {names.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            aria-selected={tab === current}
            aria-controls={tab === current ? `${id}-panel` : undefined}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => void choose(tab)}
            className="-mb-px min-h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-soft hover:text-ink aria-selected:border-accent aria-selected:text-ink"
          >
            {tabs[tab].label}
          </button>
        ))}
      </div>
      <div
        key={current}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
        className="flex flex-col gap-5"
      >
        {tabs[current].content}
      </div>
    </div>
  );
}
