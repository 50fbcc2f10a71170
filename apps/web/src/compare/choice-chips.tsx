'use client';
import { groupBy } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/queries';
import { Button } from '../ui/button';
import { Link } from '../ui/link';
import { partsOf, withStudy, withTrials, type Choice } from './choice';

/** More chips than these are folded. */
const FEW = 12;

interface ChoiceChipsProps {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** What is chosen, each with a way to take it away. */
export function ChoiceChips({ choice, onChange }: ChoiceChipsProps) {
  const [all, setAll] = useState(false);
  const recipes = [...groupBy(choice.trials, (trial) => partsOf(trial).hash)];
  const chips = [
    ...choice.studies.map((study) => ({
      key: study,
      chip: <StudyChip key={study} {...{ study, choice, onChange }} />,
    })),
    ...recipes.map(([hash, trials]) => ({
      key: hash,
      chip: (
        <Chip key={hash} name={`trials of ${hash}`} onRemove={() => onChange(withTrials(choice, trials, false))}>
          <code className="font-mono text-xs">{hash}</code>
          <span className="text-soft">{seedText(trials)}</span>
        </Chip>
      ),
    })),
  ];
  const shown = all ? chips : chips.slice(0, FEW);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Chosen" className="contents">
        {shown.map(({ chip }) => chip)}
      </ul>
      {chips.length > FEW && (
        <Button kind="ghost" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `and ${chips.length - FEW} more`}
        </Button>
      )}
      <Button kind="ghost" onClick={() => onChange({ studies: [], trials: [] })}>
        Clear
      </Button>
    </div>
  );
}

function StudyChip({ study, choice, onChange }: ChoiceChipsProps & { readonly study: string }) {
  const { data } = useQuery(api.studies.get.queryOptions({ study }));
  return (
    <Chip name={data?.name ?? study} onRemove={() => onChange(withStudy(choice, study, false))}>
      <Link href={`/studies/${study}`} quiet title={study} className="max-w-72 truncate">
        {data?.name ?? study}
      </Link>
      {data && (
        <span className="shrink-0 text-soft">
          {data.trials} {data.trials === 1 ? 'trial' : 'trials'}
        </span>
      )}
    </Chip>
  );
}

function seedText(trials: readonly string[]): string {
  const seeds = trials.map((trial) => partsOf(trial).seed);
  if (seeds.length > 6) return `${seeds.length} seeds`;
  return `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`;
}

interface ChipProps {
  readonly name: string;
  readonly onRemove: () => void;
  readonly children: React.ReactNode;
}

function Chip({ name, onRemove, children }: ChipProps) {
  return (
    <li className="inline-flex max-w-full items-center gap-2 rounded-full border border-rule bg-surface py-0.5 pr-0.5 pl-3 text-sm">
      {children}
      <button
        type="button"
        aria-label={`Remove ${name}`}
        onClick={onRemove}
        className="inline-flex size-7 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink"
      >
        ✕
      </button>
    </li>
  );
}
