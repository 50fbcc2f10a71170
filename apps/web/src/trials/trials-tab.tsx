'use client';
import type { StudyPage } from '@tombola/shared';

/** The trials of a study: arms, seeds, levels. */
export function TrialsTab({ page }: { readonly page: StudyPage }) {
  return <p>{page.study.name}</p>;
}
