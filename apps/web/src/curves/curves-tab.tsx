'use client';
import type { StudyPage } from '@tombola/shared';
import { useMemo } from 'react';
import { curveLevelsOf } from './curve-level';
import { Curves } from './curves';

/** The training curves of a study: arms over their seeds, or trial by trial. */
export function CurvesTab({ page }: { readonly page: StudyPage }) {
  const levels = useMemo(() => curveLevelsOf(page), [page]);
  return <Curves levels={levels} study={page.study.id} name={page.study.id} />;
}
