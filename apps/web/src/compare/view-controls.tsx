'use client';
import { useId, type ReactNode } from 'react';
import { formatCount, formatMetricName } from '../lib/format';
import { Select } from '../ui/field';
import { atOptions, readAt, writeAt } from './at';
import { commonMetrics } from './metric';
import type { SetViewState, View, ViewState } from './use-view';

interface ViewControlsProps {
  readonly view: View;
  readonly state: ViewState;
  readonly setState: SetViewState;
}

/** What is measured, at which level, and what a group is: for the table and for all views. */
export function ViewControls({ view: { compared, all, at }, state, setState }: ViewControlsProps) {
  const levels = atOptions(all).map((option) => ({
    value: writeAt(option.at),
    label: option.groups === all.length ? option.label : `${option.label}, ${option.groups} of ${all.length} groups`,
  }));
  const current = writeAt(at);
  const options = [
    { value: 'last', label: 'last level' },
    { value: 'best', label: 'best level' },
    ...levels,
    ...(['last', 'best', ...levels.map(({ value }) => value)].includes(current)
      ? []
      : [{ value: current, label: current }]),
  ];
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <LabelledSelect
        label="Metric"
        value={state.metric}
        options={metricsOf(compared.metrics, state.metric).map((value) => ({ value, label: formatMetricName(value) }))}
        onChange={(value) => void setState({ metric: value })}
      />
      <LabelledSelect
        label="Value at"
        value={current}
        options={options}
        onChange={(value) => void setState({ at: readAt(value) })}
      />
      <LabelledSelect
        label="Group by"
        value={state.by}
        options={[
          { value: 'recipe', label: 'recipe' },
          { value: 'arm', label: 'arm of a study' },
        ]}
        onChange={(by) => void setState({ by, hide: null, base: null })}
      />
      <p className="pb-2 text-sm text-soft">
        {formatCount(compared.trials.length)} {compared.trials.length === 1 ? 'trial' : 'trials'} in{' '}
        {formatCount(all.length)} {all.length === 1 ? 'group' : 'groups'}
      </p>
    </div>
  );
}

interface LabelledSelectProps<T extends string> {
  readonly label: ReactNode;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** A short control of a view. */
export function LabelledSelect<T extends string>({ label, ...props }: LabelledSelectProps<T>) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-soft">
        {label}
      </label>
      <Select id={id} className="w-auto max-w-full" {...props} />
    </div>
  );
}

/** Those that most have come first. */
export function metricsOf(known: readonly string[], current: string): string[] {
  const first = commonMetrics.filter((metric) => known.includes(metric));
  return [...new Set([...first, ...known, current])];
}
