'use client';
import type { StudyPage as StudyPageOut } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { isMissing } from '../api/problem';
import { api } from '../api/queries';
import { useMay } from '../api/session';
import { Badge, StateBadge } from '../ui/badge';
import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { Tabs } from '../ui/tabs';
import { StudyActions } from './head/study-actions';
import type { StudyDialog } from './head/study-dialogs';
import { StudyFacts } from './head/study-facts';
import { StudyProgress } from './head/study-progress';
import { useStudyChanges } from './head/use-study-changes';
import { OverviewTab } from './overview-tab';
import { useStudyId } from './use-study-id';

const CurvesTab = lazy(() => import('../curves/curves-tab').then((module) => ({ default: module.CurvesTab })));
const TrialsTab = lazy(() => import('../trials/trials-tab').then((module) => ({ default: module.TrialsTab })));
const LogTab = lazy(() => import('../log/log-tab').then((module) => ({ default: module.LogTab })));
const ReproduceTab = lazy(() =>
  import('./reproduce/reproduce-tab').then((module) => ({ default: module.ReproduceTab })),
);
const StudyDialogs = lazy(() => import('./head/study-dialogs').then((module) => ({ default: module.StudyDialogs })));
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
  if (none || isMissing(failure)) return <NoStudy none={none} />;
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
      <Suspense>
        {dialog !== undefined && (
          <StudyDialogs study={study} changes={changes} open={dialog} onClose={() => setDialog(undefined)} />
        )}
      </Suspense>
      <Tabs
        label="Views of the study"
        tabs={{
          overview: { label: 'Overview', content: <OverviewTab page={page} /> },
          curves: {
            label: 'Curves',
            content: (
              <TabPlace>
                <CurvesTab page={page} />
              </TabPlace>
            ),
          },
          trials: {
            label: 'Trials',
            content: (
              <TabPlace>
                <TrialsTab page={page} />
              </TabPlace>
            ),
          },
          log: {
            label: 'Log',
            content: (
              <TabPlace>
                <LogTab study={study} />
              </TabPlace>
            ),
          },
          reproduce: {
            label: 'Reproduce',
            content: (
              <TabPlace>
                <ReproduceTab page={page} />
              </TabPlace>
            ),
          },
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

/** What a tab shows is fetched when it is opened. */
function TabPlace({ children }: { readonly children: ReactNode }) {
  const fallback = (
    <Loading what="the view">
      <Skeleton className="h-96" />
    </Loading>
  );
  return <Suspense fallback={fallback}>{children}</Suspense>;
}

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
