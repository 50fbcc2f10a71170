'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { api } from '../api/queries';
import { CodeBlock } from '../ui/copy';
import { ExportMenu } from '../ui/export-menu';
import { Checkbox } from '../ui/field';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { FormerWorkers } from './former-workers';
import { queueRows } from './queue-rows';
import { Queues } from './queues';
import { useLiveSteps } from '../api/use-live-steps';
import { WorkerCard } from './worker-card';
import { sameMachine } from './worker-commands';
import { workerTable } from './worker-table';

/** Signs of life make no events: they are asked for. */
const EVERY_MS = 2500;

/** Those that are there, live, and those that were. */
export function Workers() {
  const [all, setAll] = useQueryState('all', parseAsBoolean.withDefault(false).withOptions({ history: 'push' }));
  const { data, error, refetch } = useQuery({
    ...api.system.workers.queryOptions(all ? { all } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  const { data: server } = useQuery({ ...api.system.info.queryOptions(), staleTime: 5 * 60_000 });
  const steps = useLiveSteps();
  if (data === undefined && error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Waiting />;
  const there = data.items.filter(({ state }) => state === 'live' || state === 'stopping');
  return (
    <>
      <Queues rows={queueRows(data.items, data.queues)} />
      <section aria-labelledby="live-title" className="flex flex-col gap-3">
        <header className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="live-title" className="text-[0.95rem] font-semibold">
            {there.length === 1 ? '1 worker' : `${there.length} workers`}
          </h2>
          <div className="flex flex-wrap items-center gap-3">
            <Checkbox label="Show stopped and lost ones too" checked={all} onChange={(on) => void setAll(on)} />
            <ExportMenu name="workers" table={workerTable(data.items)} json={() => data.items} />
          </div>
        </header>
        {there.length === 0 ? (
          <div className="card">
            <Empty title="No worker is live" action={<CodeBlock label="Starting a worker" code={sameMachine} />}>
              What is queued waits, and nothing of it is lost. Start a worker, and it goes on:
            </Empty>
          </div>
        ) : (
          <ul className="grid gap-4 sm:grid-cols-[repeat(auto-fill,minmax(22rem,1fr))]">
            {there.map((worker) => (
              <li key={worker.id} className="flex min-w-0 flex-col *:flex-1">
                <WorkerCard worker={worker} steps={steps} version={server?.version} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {all && <FormerWorkers workers={data.items.filter((worker) => !there.includes(worker))} />}
    </>
  );
}

const Waiting = () => (
  <Loading what="workers">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-36" />
      <div className="grid gap-4 sm:grid-cols-[repeat(auto-fill,minmax(22rem,1fr))]">
        <Skeleton className="h-56" />
        <Skeleton className="h-56" />
      </div>
    </div>
  </Loading>
);
