'use client';
import type { TrialDetail } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { useLiveSteps } from '../api/use-live-steps';
import { Select } from '../ui/field';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { AttemptCard } from './attempt-card';
import { usualLevel } from './level-metrics';

/** The attempts at one level with their logs: at the one that trains now, else the one that went wrong, else the last. */
export function AttemptsSection({ trial }: { readonly trial: TrialDetail }) {
  const { tree } = trial;
  const [asked, choose] = useQueryState('level', parseAsString.withOptions({ history: 'push' }));
  const level = tree.find(({ id }) => id === asked) ?? usualLevel(tree);
  const { data, error, refetch } = useQuery({
    ...api.trials.attempts.queryOptions({ level: level?.id ?? '' }),
    enabled: level !== undefined,
  });
  const { data: machines } = useQuery(api.system.workers.queryOptions({ all: true }));
  const workers = useMemo(() => new Map((machines?.items ?? []).map(({ id, name }) => [id, name])), [machines]);
  const steps = useLiveSteps();
  if (level === undefined) return null;
  const step = Math.max(level.step, steps.get(level.id) ?? 0);
  return (
    <Section
      id="attempts"
      title="Attempts and logs"
      actions={
        <Select
          aria-label="Level whose attempts are shown"
          className="w-auto"
          value={level.id}
          options={tree.map(({ id, level: number, state }) => ({ value: id, label: `level ${number}: ${state}` }))}
          onChange={(id) => void choose(id)}
        />
      }
    >
      {data === undefined && error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Loading what="the attempts">
          <Skeleton className="h-24" />
        </Loading>
      )}
      {data?.items.length === 0 && (
        <Empty title="Not tried yet">
          {level.state === 'blocked'
            ? 'It waits for the level that it needs.'
            : 'It waits for a worker with a free slot.'}
        </Empty>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ol className="flex flex-col gap-3">
          {data.items.toReversed().map((attempt) => (
            <li key={attempt.attempt}>
              <AttemptCard
                level={level}
                attempt={attempt}
                step={step}
                worker={workers.get(attempt.worker) ?? attempt.worker}
              />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
