'use client';
import type { StudyPage } from '@tombola/shared';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/states';
import { ClaimsSection } from './claims/claims-section';
import { FigureSection } from './figure/figure-section';
import { ArmsSection } from './parts/arms-section';
import { FailuresSection } from './parts/failures-section';
import { TablesSection } from './tables/tables-section';

const Notes = lazy(() => import('../notes/notes').then((module) => ({ default: module.Notes })));

/** What the study found, and how far it is. */
export function OverviewTab({ page }: { readonly page: StudyPage }) {
  return (
    <>
      <FailuresSection page={page} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr]">
        <FigureSection page={page} />
        {page.claims.length > 0 && (
          <div className="xl:row-span-2">
            <ClaimsSection page={page} />
          </div>
        )}
        <ArmsSection page={page} />
      </div>
      <TablesSection page={page} />
      <Suspense fallback={<Skeleton className="h-32" />}>
        <Notes subject="study" subjectId={page.study.id} />
      </Suspense>
    </>
  );
}
