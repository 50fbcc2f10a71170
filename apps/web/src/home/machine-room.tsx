'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { useLiveSteps } from '../api/use-live-steps';
import { formatCount } from '../lib/format';
import { Link } from '../ui/link';
import { Progress } from '../ui/progress';
import { QueryView } from '../ui/query-view';
import { Section } from '../ui/section';
import { Skeleton } from '../ui/states';

/** Workers and what waits for them, live. */
export function MachineRoom() {
  const heard = useLiveSteps();
  const query = useQuery(api.system.workers.queryOptions({}));
  return (
    <Section id="workers" title="Queue and workers" actions={<Link href="/workers">Workers</Link>} className="min-h-64">
      <QueryView query={query} what="workers" skeleton={<Skeleton className="h-28" />}>
        {({ items, queues }) => (
          <div className="flex flex-col gap-4 text-sm">
            <Queues queues={queues} />
            {items.length === 0 ? (
              <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">
                No worker is live: what is queued waits. Start one:{' '}
                <code className="font-mono">npx tombola worker</code>
              </p>
            ) : (
              <ul className="flex flex-col gap-3">
                {items.map(({ id, name, provider, slots, current }) => (
                  <li key={id} className="flex flex-col gap-1">
                    <p className="flex justify-between gap-2">
                      <span className="truncate font-medium">{name}</span>
                      <span className="whitespace-nowrap text-soft">
                        {current.length} of {slots} {slots === 1 ? 'slot' : 'slots'}, {provider}
                      </span>
                    </p>
                    {current.map(({ level, step, steps }) => (
                      <div key={level} className="flex items-center gap-2">
                        <Progress
                          done={Math.min(steps, Math.max(step, heard.get(level) ?? 0))}
                          total={steps}
                          what="steps"
                          className="min-w-0 flex-1"
                        />
                        <Link href={`/tickets/${level}`} className="font-mono text-xs">
                          {level}
                        </Link>
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </QueryView>
    </Section>
  );
}

interface Queue {
  readonly device: string;
  readonly queued: number;
  readonly running: number;
}

function Queues({ queues }: { readonly queues: readonly Queue[] }) {
  const waiting = queues.filter(({ queued, running }) => queued + running > 0);
  if (waiting.length === 0) return <p className="text-soft">The queue is empty.</p>;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
      {waiting.map(({ device, queued, running }) => (
        <div key={device} className="contents">
          <dt className="font-medium">{device}</dt>
          <dd>
            {formatCount(running)} in training, {formatCount(queued)} waiting
          </dd>
        </div>
      ))}
    </dl>
  );
}
