'use client';
import type { StudyOut } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/queries';
import { StateBadge } from '../../ui/badge';
import { ErrorNotice, Skeleton } from '../../ui/states';
import { withoutTrialsOf, withStudy, withTrials, type Choice } from '../choice';
import { Tick } from './tick';

interface StudyItemProps {
  readonly study: StudyOut;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** A study to be chosen as a whole, or opened to choose arms and seeds of it. */
export function StudyItem({ study, choice, onChange }: StudyItemProps) {
  const [open, setOpen] = useState(false);
  const { id, name, state, trials } = study;
  const isWhole = choice.studies.includes(id);
  const { data } = useQuery({ ...api.studies.get.queryOptions({ study: id }), enabled: open });
  const own = data?.arms.flatMap((arm) => arm.trials.map(({ trial }) => trial)) ?? [];
  const some = !isWhole && own.some((trial) => choice.trials.includes(trial));
  return (
    <li>
      <div className="flex min-h-10 items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Arms of ${name}`}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded text-soft hover:bg-sunken"
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        </button>
        <Tick
          checked={isWhole}
          some={some}
          onChange={(checked) => onChange(withStudy(choice, id, checked, own))}
          label={<span className="truncate">{name}</span>}
        />
        <span className="ml-auto flex shrink-0 items-center gap-3 text-xs text-soft">
          <code className="hidden font-mono sm:inline">{id}</code>
          <span>
            {trials} {trials === 1 ? 'trial' : 'trials'}
          </span>
          <StateBadge state={state} />
        </span>
      </div>
      {open && <Arms study={id} isWhole={isWhole} choice={choice} onChange={onChange} />}
    </li>
  );
}

interface ArmsProps extends Omit<StudyItemProps, 'study'> {
  readonly study: string;
  readonly isWhole: boolean;
}

function Arms({ study, isWhole, choice, onChange }: ArmsProps) {
  const { data, error, refetch } = useQuery(api.studies.get.queryOptions({ study }));
  if (data === undefined) {
    return error === null ? (
      <Skeleton className="mb-2 ml-9 h-24" />
    ) : (
      <ErrorNotice error={error} retry={() => void refetch()} />
    );
  }
  const all = data.arms.flatMap((arm) => arm.trials.map(({ trial }) => trial));
  const has = (trial: string) => isWhole || choice.trials.includes(trial);
  const set = (some: readonly string[], checked: boolean) =>
    onChange(isWhole && !checked ? withoutTrialsOf(choice, study, all, some) : withTrials(choice, some, checked));
  return (
    <ul className="mb-2 ml-9 flex flex-col gap-1 border-l border-rule pl-3">
      {data.arms.map(({ id, label, trials }) => {
        const ids = trials.map(({ trial }) => trial);
        const count = ids.filter(has).length;
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Tick
              checked={count === ids.length}
              some={count > 0 && count < ids.length}
              onChange={(checked) => set(ids, checked)}
              label={label}
              className="min-w-40"
            />
            <span className="flex flex-wrap gap-x-3">
              {trials.map(({ trial, seed, draw }) => (
                <Tick
                  key={trial}
                  checked={has(trial)}
                  onChange={(checked) => set([trial], checked)}
                  label={<span title={trial}>{`seed ${seed}${draw > 0 ? `, draw ${draw}` : ''}`}</span>}
                  className="text-xs text-soft"
                />
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
