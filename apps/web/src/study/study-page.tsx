'use client';
import type { StudyPage as StudyPageOut } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { problemOf } from '../api/problem';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { Badge, StateBadge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { LogTab } from '../log/log-tab';
import { StudyActions } from './head/study-actions';
import { StudyDialogs, type StudyDialog } from './head/study-dialogs';
import { StudyFacts } from './head/study-facts';
import { StudyProgress } from './head/study-progress';
import { useStudyChanges } from './head/use-study-changes';
import { OverviewTab } from './overview-tab';
import { ReproduceTab } from './reproduce/reproduce-tab';
import { useStudyId } from './use-study-id';

const CurvesTab = lazy(() => import('../curves/curves-tab').then((module) => ({ default: module.CurvesTab })));
const TrialsTab = lazy(() => import('../trials/trials-tab').then((module) => ({ default: module.TrialsTab })));
const crumbs = [{ label: 'Studies', href: '/studies' }];

/** A study: what it is, how far it is, what it found. */
export function StudyPage() {
  const { id, none, error, retry } = useStudyId();
  const {
    data,
    error: failure,
    refetch,
  } = useQuery({
    ...api.studies.page.queryOptions({ study: id ?? '' }),
    enabled: id !== undefined,
  });
  if (none || (failure !== null && problemOf(failure).code === 'NOT_FOUND')) return <NoStudy none={none} />;
  if (data !== undefined) return <FoundStudy key={data.study.id} page={data} />;
  const trouble = error ?? failure;
  return (
    <Page title="Study" crumbs={crumbs}>
      {trouble === null ? (
        <StudySkeleton />
      ) : (
        <ErrorNotice error={trouble} retry={id === undefined ? retry : () => void refetch()} />
      )}
    </Page>
  );
}

function FoundStudy({ page }: { readonly page: StudyPageOut }) {
  const { study } = page;
  const mayWrite = useMay('write');
  const changes = useStudyChanges(study.id);
  const [dialog, setDialog] = useState<StudyDialog>();
  return (
    <Page
      title={study.name}
      crumbs={crumbs}
      badges={
        <>
          <StateBadge state={study.state} />
          {study.archivedAt !== null && <Badge>archived</Badge>}
        </>
      }
      lead={<StudyFacts study={study} {...(mayWrite && { onTags: () => setDialog('tags') })} />}
      actions={<StudyActions study={study} changes={changes} onDialog={setDialog} />}
    >
      <StudyProgress page={page} />
      <StudyDialogs study={study} changes={changes} open={dialog} onClose={() => setDialog(undefined)} />
      <Tabs
        label="Views of the study"
        tabs={{
          overview: { label: 'Overview', content: <OverviewTab page={page} /> },
          curves: {
            label: 'Curves',
            content: (
              <Suspense fallback={<TabSkeleton />}>
                <CurvesTab page={page} />
              </Suspense>
            ),
          },
          trials: {
            label: 'Trials',
            content: (
              <Suspense fallback={<TabSkeleton />}>
                <TrialsTab page={page} />
              </Suspense>
            ),
          },
          log: { label: 'Log', content: <LogTab study={study} /> },
          reproduce: { label: 'Reproduce', content: <ReproduceTab page={page} /> },
        }}
      />
    </Page>
  );
}

function NoStudy({ none }: { readonly none: boolean }) {
  return (
    <Page title="Study" crumbs={crumbs}>
      {none ? (
        <Empty title="There is no study yet" action={<LinkButton href="/launch">Launch a study</LinkButton>}>
          A study trains networks and their sparse subnetworks over several seeds, and says which claims hold.
        </Empty>
      ) : (
        <Empty title="There is no such study" action={<LinkButton href="/studies">All studies</LinkButton>}>
          It may have been deleted, or the address has a letter too many.
        </Empty>
      )}
    </Page>
  );
}

const TabSkeleton = () => (
  <Loading what="the view">
    <Skeleton className="h-96" />
  </Loading>
);

function StudySkeleton() {
  return (
    <Loading what="the study">
      <div className="flex flex-col gap-5">
        <Skeleton className="h-6 max-w-xl" />
        <Skeleton className="h-10" />
        <div className="grid gap-5 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
          <Skeleton className="h-[36rem]" />
          <Skeleton className="h-[36rem]" />
        </div>
      </div>
    </Loading>
  );
}
