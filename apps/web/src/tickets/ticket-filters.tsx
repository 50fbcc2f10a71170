'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/queries';
import { formatMetricName } from '../lib/format';
import { Button } from '../ui/button';
import { Checkbox, Input, Select } from '../ui/field';
import { Menu, MenuCheckbox } from '../ui/menu';
import { isFiltered, readPercent, writePercent, type TicketFilters } from './filters';

interface TicketFiltersProps {
  readonly filters: TicketFilters;
  /** Metrics that there are. */
  readonly metrics: readonly string[];
  readonly onChange: (change: Partial<TicketFilters> | null) => void;
}

/** What narrows the list, and which metrics it shows. */
export function TicketFilterBar({ filters, metrics, onChange }: TicketFiltersProps) {
  const { data } = useQuery(api.studies.list.queryOptions({ limit: 200 }));
  const studies = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  const { study, trial, from, to, verified } = filters;
  // One that is older than those of the list is still named.
  const known = study === '' || studies.some(({ value }) => value === study);
  const names = [...new Set([...metrics, ...filters.metrics])].sort();
  return (
    <search className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Study"
        className="max-w-80"
        value={study}
        options={[{ value: '', label: 'Any study' }, ...(known ? [] : [study]), ...studies]}
        onChange={(value) => onChange({ study: value })}
      />
      <Percent
        label="Least density in per cent"
        placeholder="From %"
        value={from}
        onChange={(value) => onChange({ from: value })}
      />
      <Percent
        label="Greatest density in per cent"
        placeholder="To %"
        value={to}
        onChange={(value) => onChange({ to: value })}
      />
      <Checkbox
        label="Verified only"
        title="Tickets whose ONNX file passed every check"
        className="min-h-9"
        checked={verified}
        onChange={(on) => onChange({ verified: on })}
      />
      {trial !== '' && (
        <Button onClick={() => onChange({ trial: '' })} aria-label={`No longer only trial ${trial}`}>
          <span className="font-mono">{trial}</span>
          <span aria-hidden="true">✕</span>
        </Button>
      )}
      <Menu label="Metrics">
        {names.map((name) => (
          <MenuCheckbox
            key={name}
            checked={filters.metrics.includes(name)}
            onChange={(on) =>
              onChange({
                metrics: on ? [...filters.metrics, name] : filters.metrics.filter((each) => each !== name),
              })
            }
          >
            {formatMetricName(name)}
          </MenuCheckbox>
        ))}
      </Menu>
      {isFiltered(filters) && (
        <Button kind="ghost" onClick={() => onChange({ study: '', trial: '', from: null, to: null, verified: false })}>
          Clear
        </Button>
      )}
    </search>
  );
}

interface PercentProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A share as a percentage: taken when Enter is pressed or the field is left. */
function Percent({ label, placeholder, value, onChange }: PercentProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = readPercent(typed ?? writePercent(value));
  const take = () => {
    if (typed === null || read === undefined) return;
    setTyped(null);
    if (read !== value) onChange(read);
  };
  return (
    <Input
      aria-label={label}
      placeholder={placeholder}
      inputMode="decimal"
      className="w-24"
      aria-invalid={read === undefined || undefined}
      title={read === undefined ? 'a number from 0 to 100' : label}
      value={typed ?? writePercent(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
