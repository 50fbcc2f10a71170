'use client';
import { groupBy } from '@tombola/shared';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../api/client';
import { pagesOf } from '../../api/pages';
import { api } from '../../api/queries';
import { Button } from '../../ui/button';
import { ErrorNotice } from '../../ui/states';
import { withTrials, type Choice } from '../choice';
import { trialSearch } from './trial-search';
import { Tick } from './tick';

interface FoundTrialsProps {
  readonly search: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

/** Trials whose id or recipe hash begins with the search; nothing where it cannot be one. */
export function FoundTrials({ search, choice, onChange }: FoundTrialsProps) {
  const wanted = trialSearch(search);
  const input = { limit: 100, recipe: wanted?.recipe ?? '000' };
  const query = useInfiniteQuery({
    ...pagesOf(api.trials.list.queryKey(input), (cursor, signal) =>
      client.trials.list.query({ ...input, ...(cursor !== undefined && { cursor }) }, { signal }),
    ),
    enabled: wanted !== undefined,
  });
  if (wanted === undefined) return null;
  if (query.error !== null && query.data === undefined) return <ErrorNotice error={query.error} />;
  const found = (query.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ seed }) => wanted.seed === undefined || String(seed).startsWith(wanted.seed),
  );
  if (found.length === 0) return null;
  return (
    <section aria-label="Trials" className="rounded-md border border-rule px-3 py-1">
      <ul className="divide-y divide-rule">
        {[...groupBy(found, ({ recipeHash }) => recipeHash)].map(([hash, trials]) => {
          const ids = trials.map(({ id }) => id);
          const count = ids.filter((id) => choice.trials.includes(id)).length;
          return (
            <li key={hash} className="flex flex-wrap items-center gap-x-4 py-0.5">
              <Tick
                checked={count === ids.length}
                some={count > 0 && count < ids.length}
                onChange={(checked) => onChange(withTrials(choice, ids, checked))}
                label={<code className="font-mono text-xs">{hash}</code>}
              />
              <span className="flex flex-wrap gap-x-3">
                {trials.map(({ id, seed }) => (
                  <Tick
                    key={id}
                    checked={choice.trials.includes(id)}
                    onChange={(checked) => onChange(withTrials(choice, [id], checked))}
                    label={`seed ${seed}`}
                    className="text-xs text-soft"
                  />
                ))}
              </span>
            </li>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <Button kind="ghost" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          More trials
        </Button>
      )}
    </section>
  );
}
