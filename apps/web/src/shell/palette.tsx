'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useState } from 'react';
import { api } from '../api/queries';
import { StateBadge } from '../ui/badge';
import { Dialog } from '../ui/dialog';
import { places, sidePlaces } from './places';

const item =
  'flex min-h-9 cursor-pointer items-center justify-between gap-2 rounded px-2.5 text-sm data-[selected=true]:bg-sunken';

/** Goes to any place, study, trial or level by its name or id. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  // What Enter opens: the first that fits, until the arrows choose another.
  const [chosen, setChosen] = useState('');
  const search = useDeferredValue(text.trim());
  const { data } = useQuery({
    ...api.studies.list.queryOptions({ limit: 8, ...(search === '' ? {} : { search }) }),
    placeholderData: keepPreviousData,
  });
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const trial = /^[0-9a-f]{12}-s\d+(-l\d+)?$/.test(search) ? search : undefined;
  // The list on the screen may still be that of fewer letters.
  const typed = text.trim().toLowerCase();
  const studies = (data?.items ?? []).filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(typed));
  const open = [...places, ...sidePlaces].filter(({ label }) => label.toLowerCase().includes(typed));
  const first = trial ?? studies[0]?.id ?? open[0]?.href;
  useEffect(() => {
    if (first !== undefined) setChosen(first);
  }, [first, typed]);
  return (
    <Dialog open bare title="Go to" onClose={onClose}>
      <Command label="Go to" shouldFilter={false} loop value={chosen} onValueChange={setChosen}>
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder="A place, a study, the id of a trial or level"
          className="w-full border-b border-rule bg-transparent px-4 py-3 outline-none"
        />
        <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
          <Command.Empty className="p-4 text-sm text-soft">Nothing has this name.</Command.Empty>
          {trial !== undefined && (
            <Command.Item value={trial} className={item} onSelect={() => go(hrefOf(trial))}>
              {trial}
              <span className="text-soft">{trial.includes('-l') ? 'ticket' : 'trial'}</span>
            </Command.Item>
          )}
          <Command.Group
            heading="Studies"
            className="text-xs text-soft [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1"
          >
            {studies.map(({ id, name, state }) => (
              <Command.Item key={id} value={id} className={item} onSelect={() => go(`/studies/${id}`)}>
                <span className="min-w-0 truncate text-ink">
                  {name} <span className="text-soft">{id}</span>
                </span>
                <StateBadge state={state} />
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group
            heading="Places"
            className="text-xs text-soft [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1"
          >
            {open.map(({ href, label, keys }) => (
              <Command.Item key={href} value={href} className={item} onSelect={() => go(href)}>
                <span className="text-ink">{label}</span>
                <kbd className="font-mono text-xs text-soft">{keys}</kbd>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

const hrefOf = (id: string) => (id.includes('-l') ? `/tickets/${id}` : `/trials/${id}`);
