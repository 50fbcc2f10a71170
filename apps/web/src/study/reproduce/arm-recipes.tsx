'use client';
import type { StudyDetail } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/queries';
import { CodeBlock, CopyButton } from '../../ui/copy';
import { Section } from '../../ui/section';
import { ErrorNotice, Loading, Skeleton } from '../../ui/states';
import { recipesOf } from './recipes-of';

/** The recipe of each arm, with its hash: what a training needs besides its seed. */
export function ArmRecipes({ study }: { readonly study: StudyDetail }) {
  return (
    <Section title="Recipes of the arms" id="recipes" flush>
      <ul className="divide-y divide-rule">
        {study.arms.map((arm) =>
          recipesOf(arm).map(({ hash, trial, words }) => (
            <li key={`${arm.id} ${hash}`}>
              <Recipe label={words} hash={hash} trial={trial} />
            </li>
          )),
        )}
      </ul>
    </Section>
  );
}

interface RecipeProps {
  readonly label: string;
  readonly hash: string;
  readonly trial: string;
}

/** A recipe, read when it is opened. */
function Recipe({ label, hash, trial }: RecipeProps) {
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...api.trials.get.queryOptions({ trial }), enabled: open });
  return (
    <div className="flex flex-wrap items-start gap-x-3 px-4 py-1">
      <details className="min-w-0 flex-1 basis-64" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex min-h-9 flex-wrap items-center gap-x-3 text-sm">
          <span aria-hidden="true" className="text-soft">
            {open ? '▾' : '▸'}
          </span>
          <span className="font-medium">{label}</span>
          <code className="font-mono text-xs text-soft">{hash}</code>
        </summary>
        <div className="pb-3">
          {error !== null && data === undefined && <ErrorNotice error={error} retry={() => void refetch()} />}
          {error === null && data === undefined && (
            <Loading what="the recipe">
              <Skeleton className="h-40" />
            </Loading>
          )}
          {data && <CodeBlock label={`Recipe of ${label}`} code={JSON.stringify(data.recipe, null, 2)} />}
        </div>
      </details>
      <CopyButton text={hash} label="Copy the hash" />
    </div>
  );
}
