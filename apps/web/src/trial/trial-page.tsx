'use client';
import type { TrialDetail } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { isMissing } from '../api/problem';
import { api } from '../api/queries';
import { curveLevelsOfTrial } from '../curves/curve-level';
import { formatCount } from '../lib/format';
import { usePathPart } from '../lib/use-path-part';
import { Notes } from '../notes/notes';
import { StateBadge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { AttemptsSection } from './attempts-section';
import { LevelsSection } from './levels-section';
import { MessageNotice } from './message-notice';
import { ReproduceSection } from './reproduce-section';
import { TrialActions } from './trial-actions';
import { TrialFacts } from './trial-facts';

const Curves = lazy(() => import('../curves/curves').then(({ Curves }) => ({ default: Curves })));
// It reads recipes with all of their schema, which the rest of the page does without.
const RecipeSection = lazy(() => import('./recipe-section').then(({ RecipeSection }) => ({ default: RecipeSection })));

/** A trial: one recipe with one seed, from its first level to its last. */
export function TrialPage() {
  const id = usePathPart(1);
  const { data, error, refetch } = useQuery({
    ...api.trials.get.queryOptions({ trial: id ?? '' }),
    enabled: id !== undefined,
  });
  if (data !== undefined) return <FoundTrial trial={data} />;
  return (
    <Page title={id === undefined ? 'Trial' : `Trial ${id}`}>
      {isMissing(error) ? (
        <Empty title="There is no such trial" action={<LinkButton href="/studies">All studies</LinkButton>}>
          Trials go with the last study that has them. Its id is a recipe hash and a seed, such as a3ed33466e0f-s0.
        </Empty>
      ) : error !== null ? (
        <ErrorNotice error={error} retry={() => void refetch()} />
      ) : (
        <TrialSkeleton />
      )}
    </Page>
  );
}

function FoundTrial({ trial }: { readonly trial: TrialDetail }) {
  const { id, state, tree, studies, levels, levelsDone } = trial;
  const curveLevels = useMemo(() => curveLevelsOfTrial(trial), [trial]);
  const failed = tree.filter((level) => level.state === 'failed' && level.error !== null);
  const [first] = studies;
  const crumbs = [{ label: 'Studies', href: '/studies' }];
  if (first !== undefined) crumbs.push({ label: first.study, href: `/studies/${first.study}?tab=trials` });
  return (
    <Page
      title={`Trial ${id}`}
      crumbs={crumbs}
      badges={
        <>
          <StateBadge state={state} />
          <span className="text-sm text-soft tabular-nums">
            {formatCount(levelsDone)} of {formatCount(levels)} levels
          </span>
        </>
      }
      lead={<TrialFacts trial={trial} />}
      actions={<TrialActions trial={trial} />}
    >
      {failed.map(({ id, level, error }) => (
        <div key={id} role="group" aria-label={`Why level ${level} failed`} className="flex flex-col gap-1">
          <p className="text-sm font-medium">Level {level} failed</p>
          <MessageNotice {...error!} />
        </div>
      ))}
      <LevelsSection trial={trial} />
      <Suspense fallback={<Skeleton className="h-[36rem]" />}>
        <Curves levels={curveLevels} name={id} />
      </Suspense>
      <AttemptsSection trial={trial} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Suspense fallback={<Skeleton className="h-96" />}>
          <RecipeSection trial={trial} />
        </Suspense>
        <div className="flex min-w-0 flex-col gap-5">
          <ReproduceSection trial={trial} />
          <Notes subject="trial" subjectId={id} />
        </div>
      </div>
    </Page>
  );
}

const TrialSkeleton = () => (
  <Loading what="the trial">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-72" />
      <Skeleton className="h-[36rem]" />
      <Skeleton className="h-48" />
    </div>
  </Loading>
);
