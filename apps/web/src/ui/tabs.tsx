'use client';
import { Tabs as Radix } from 'radix-ui';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';

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
  return (
    <Radix.Root value={current} onValueChange={(value) => void choose(value as T)} className="flex flex-col gap-4">
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-rule">
        {names.map((tab) => (
          <Radix.Trigger
            key={tab}
            value={tab}
            className="-mb-px min-h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tabs[tab].label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {names.map((tab) => (
        <Radix.Content key={tab} value={tab} className="flex flex-col gap-5 outline-none">
          {tabs[tab].content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
