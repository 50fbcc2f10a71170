'use client';
import type { StudyPage } from '@tombola/shared';
import { lazy, Suspense, type ReactNode } from 'react';
import { classNames } from '../lib/class-names';
import { WhenNear } from '../lib/when-near';
import { Skeleton } from '../ui/states';
import { ClaimsSection } from './claims/claims-section';
import { declared } from './declared';
import { FigureSection, MoreFigures } from './figure/figure-section';

const ArmsSection = lazy(() => import('./parts/arms-section').then((module) => ({ default: module.ArmsSection })));
const FailuresSection = lazy(() =>
  import('./parts/failures-section').then((module) => ({ default: module.FailuresSection })),
);
const HeadlinesSection = lazy(() =>
  import('./headlines/headlines-section').then((module) => ({ default: module.HeadlinesSection })),
);
const TablesSection = lazy(() =>
  import('./tables/tables-section').then((module) => ({ default: module.TablesSection })),
);
const MatricesSection = lazy(() =>
  import('./matrices/matrices-section').then((module) => ({ default: module.MatricesSection })),
);
const PicturesSection = lazy(() =>
  import('./pictures/pictures-section').then((module) => ({ default: module.PicturesSection })),
);
const Notes = lazy(() => import('../notes/notes').then((module) => ({ default: module.Notes })));

const besideClaims = 'xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr]';

/** What the study found, and how far it is. */
export function OverviewTab({ page }: { readonly page: StudyPage }) {
  const hasClaims = page.claims.length > 0;
  return (
    <>
      {page.study.failures.length > 0 && (
        <Suspense>
          <FailuresSection page={page} />
        </Suspense>
      )}
      <div className={classNames('grid grid-cols-[minmax(0,1fr)] items-start gap-5', hasClaims && besideClaims)}>
        <FigureSection page={page} />
        {hasClaims && (
          <div className="xl:row-span-2">
            <ClaimsSection page={page} />
          </div>
        )}
        <div className="flex flex-col gap-5">
          {page.headlines.length > 0 && (
            <Suspense fallback={<Skeleton className="h-72" />}>
              <HeadlinesSection page={page} />
            </Suspense>
          )}
          <Below height="h-56">
            <ArmsSection page={page} />
          </Below>
        </div>
      </div>
      <MoreFigures page={page} />
      {(declared(page.study).matrices ?? []).length > 0 && (
        <Below height="h-[36rem]">
          <MatricesSection page={page} />
        </Below>
      )}
      {(declared(page.study).pictures ?? []).length > 0 && page.study.levelsDone > 0 && (
        <Below height="h-[52rem]">
          <PicturesSection page={page} />
        </Below>
      )}
      <Below height="h-96">
        <TablesSection page={page} />
      </Below>
      <Below height="h-32">
        <Notes subject="study" subjectId={page.study.id} />
      </Below>
    </>
  );
}

function Below({ height, children }: { readonly height: string; readonly children: ReactNode }) {
  const placeholder = <Skeleton className={height} />;
  return (
    <WhenNear placeholder={placeholder}>
      <Suspense fallback={placeholder}>{children}</Suspense>
    </WhenNear>
  );
}
