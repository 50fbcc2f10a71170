'use client';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../api/queries';
import { useShortcut } from '../shell/shortcuts';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Checkbox, Input, Select } from '../ui/field';
import { Menu, MenuCheckbox } from '../ui/menu';
import { isFiltered, type Filters } from './filters';
import { studyStates } from './states';

interface StudyFiltersProps {
  readonly filters: Filters;
  /** null: none any more. */
  readonly onChange: (change: Partial<Filters> | null) => void;
}

/** A search field and what else narrows the list. */
export function StudyFilters({ filters, onChange }: StudyFiltersProps) {
  const { data } = useQuery({ ...api.presets.list.queryOptions(), staleTime: Infinity });
  const search = useRef<HTMLInputElement>(null);
  useShortcut('/', 'search studies', () => search.current?.focus());
  const { states, preset, tag, owner, archived } = filters;
  const stateText = states.length === 0 ? 'Any state' : states.join(', ');
  const toggle = (state: (typeof studyStates)[number], on: boolean) =>
    onChange({ states: on ? [...states, state] : states.filter((each) => each !== state) });
  const presets = [
    { value: '', label: 'Any study' },
    ...(data?.items ?? []).map(({ id }) => ({ value: id, label: id })),
  ];
  return (
    <search className="flex flex-wrap items-center gap-2">
      <Input
        ref={search}
        type="search"
        aria-label="Search studies"
        placeholder="Part of a name or id"
        className="max-w-72"
        value={filters.search}
        onChange={(event) => onChange({ search: event.target.value })}
      />
      <Menu label={stateText} ariaLabel={`State: ${stateText}`}>
        {studyStates.map((state) => (
          <MenuCheckbox key={state} checked={states.includes(state)} onChange={(on) => toggle(state, on)}>
            {state}
          </MenuCheckbox>
        ))}
      </Menu>
      <Select
        aria-label="Study of the literature"
        className="max-w-44"
        value={preset}
        options={presets}
        onChange={(value) => onChange({ preset: value })}
      />
      <Input
        aria-label="Tag"
        placeholder="Tag"
        className="max-w-32"
        value={tag}
        onChange={(event) => onChange({ tag: event.target.value })}
      />
      {owner !== '' && <Badge>owner {owner}</Badge>}
      <Checkbox label="Archived" checked={archived} onChange={(on) => onChange({ archived: on })} />
      {isFiltered(filters) && (
        <Button kind="ghost" onClick={() => onChange(null)}>
          Clear
        </Button>
      )}
    </search>
  );
}
