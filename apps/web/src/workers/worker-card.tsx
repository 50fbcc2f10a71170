'use client';
import type { WorkerOut } from '@tombola/shared';
import { formatCount } from '../lib/format';
import { Badge } from '../ui/badge';
import { Link } from '../ui/link';
import { Progress } from '../ui/progress';
import { Ago } from '../ui/time';
import { Heartbeat } from './heartbeat';
import { MemoryBar } from './memory-bar';
import { Slots } from './slots';
import { WorkerState } from './worker-state';

interface WorkerCardProps {
  readonly worker: WorkerOut;
  /** Steps of levels that are newer than the worker's own. */
  readonly steps: ReadonlyMap<string, number>;
  /** Of the server. */
  readonly version: string | undefined;
}

/** A worker: where it is, what it trains, how it does. */
export function WorkerCard({ worker, steps, version }: WorkerCardProps) {
  const { id, name, host, pid, device, provider, slots, state, memory, current, startedAt, heartbeatAt } = worker;
  return (
    <article aria-labelledby={`${id}-name`} className="card flex flex-col gap-3 p-4">
      <header className="flex flex-col gap-0.5">
        <div className="flex items-center justify-between gap-2">
          <h3 id={`${id}-name`} className="truncate font-semibold" title={id}>
            {name}
          </h3>
          <WorkerState state={state} />
        </div>
        <p className="text-xs text-soft [overflow-wrap:anywhere]">
          {device} · {provider} · process {pid}
          {host !== name && ` on ${host}`}
        </p>
      </header>
      <Slots busy={current.length} slots={slots} />
      {current.length > 0 && (
        <ul aria-label={`In training on ${name}`} className="flex flex-col gap-2">
          {current.map((each) => (
            <Training key={each.level} {...each} live={steps.get(each.level)} />
          ))}
        </ul>
      )}
      <div className="mt-auto flex flex-col gap-3 border-t border-rule pt-3">
        <MemoryBar memory={memory} />
        <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-xs text-soft">
          <Heartbeat moment={heartbeatAt} />
          <span>
            started <Ago moment={startedAt} />
          </span>
          {version !== undefined && version !== worker.version ? (
            <Badge tone="warn" title={`The server is ${version}: bring both to the same version.`}>
              ! version {worker.version}
            </Badge>
          ) : (
            <span>version {worker.version}</span>
          )}
        </p>
      </div>
    </article>
  );
}

type TrainingProps = WorkerOut['current'][number] & { readonly live: number | undefined };

function Training({ level, trial, step, steps, live = 0 }: TrainingProps) {
  const done = Math.min(steps, Math.max(step, live));
  return (
    <li className="flex flex-col gap-1 text-xs">
      <p className="flex justify-between gap-2">
        <Link href={`/trials/${trial}?level=${level}`} className="font-mono">
          {level}
        </Link>
        <span className="text-soft tabular-nums">
          {formatCount(done)} / {formatCount(steps)}
        </span>
      </p>
      <Progress done={done} total={steps} what="steps" />
    </li>
  );
}
