'use client';
import { useQuery } from '@tanstack/react-query';
import type { StudyOut } from '@tombola/shared';
import { api } from '../api/queries';
import { useStepsSince } from '../api/use-live-steps';
import { formatCompact, formatCount } from '../lib/format';
import { StateBadge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { Link } from '../ui/link';
import { Progress } from '../ui/progress';
import { QueryView } from '../ui/query-view';
import { Section } from '../ui/section';
import { Empty, SkeletonRows } from '../ui/states';
import { Ago } from '../ui/time';

/** Studies that train or wait, live. */
export function RunningNow() {
  const query = useQuery(api.studies.list.queryOptions({ states: ['running', 'queued', 'paused'], limit: 20 }));
  const since = useStepsSince(query.dataUpdatedAt);
  return (
    <Section
      id="running"
      title="Running now"
      actions={<Link href="/studies?states=running,queued,paused">All of them</Link>}
      flush
      className="min-h-64"
    >
      <QueryView query={query} what="what runs" skeleton={<SkeletonRows count={4} />} flush>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nothing runs" action={<LinkButton href="/launch">Launch a study</LinkButton>}>
              A study of the literature at its quick scale takes minutes on two cores.
            </Empty>
          ) : (
            <ul className="divide-y divide-rule">
              {items.map((study) => (
                <RunningStudy key={study.id} study={study} since={since.get(study.id) ?? 0} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Section>
  );
}

interface RunningStudyProps {
  readonly study: StudyOut;
  /** Steps done since the server has said how many are. */
  readonly since: number;
}

function RunningStudy({ study, since }: RunningStudyProps) {
  const { id, name, state, levels, levelsDone, levelsRunning, levelsFailed, steps, createdAt } = study;
  const stepsDone = Math.min(steps, study.stepsDone + since);
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <Link href={`/studies/${id}`} className="font-medium">
            {name}
          </Link>
          <span className="font-mono text-xs text-soft">{id}</span>
        </span>
        <StateBadge state={state} />
      </div>
      <Progress done={stepsDone} total={steps} what="steps" />
      <p className="flex flex-wrap justify-between gap-x-4 text-xs text-soft">
        <span>
          {formatCount(levelsDone)} of {formatCount(levels)} levels, {formatCompact(stepsDone)} of{' '}
          {formatCompact(steps)} steps
          {levelsRunning > 0 && `, ${levelsRunning} in training`}
          {levelsFailed > 0 && <span className="text-bad">, {levelsFailed} failed</span>}
        </span>
        <Ago moment={createdAt} />
      </p>
    </li>
  );
}
