'use client';
import type { StudyPage } from '@tombola/shared';

/** The training curves of a study. */
export function CurvesTab({ page }: { readonly page: StudyPage }) {
  return <p>{page.study.name}</p>;
}
