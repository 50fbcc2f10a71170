'use client';
import type { StudyPage } from '@tombola/shared';
import { Notes } from '../notes/notes';
import { ClaimsSection } from './claims/claims-section';
import { FigureSection } from './figure/figure-section';
import { ArmsSection } from './parts/arms-section';
import { FailuresSection } from './parts/failures-section';
import { TablesSection } from './tables/tables-section';

/** What the study found, and how far it is. */
export function OverviewTab({ page }: { readonly page: StudyPage }) {
  return (
    <>
      <FailuresSection page={page} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <FigureSection page={page} />
        <ClaimsSection page={page} />
      </div>
      <TablesSection page={page} />
      <ArmsSection page={page} />
      <Notes subject="study" subjectId={page.study.id} />
    </>
  );
}
