'use client';
import type { ArtifactOut } from '@tombola/shared';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/queries';
import type { GivenRecipe } from '../../provenance/recipe-words';
import type { Start } from '../../provenance/start';
import { startsOf, trialsOf } from './starts';

/** What tickets start from, as the recipes of their trials say it; one of which no recipe has come yet is left out. */
export function useStarts(artifacts: readonly ArtifactOut[]): ReadonlyMap<string, Start> {
  const trials = useMemo(() => trialsOf(artifacts), [artifacts]);
  const recipes = useQueries({
    queries: trials.map((trial) => api.trials.get.queryOptions({ trial })),
    combine: (answers): ReadonlyMap<string, GivenRecipe> =>
      new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.recipe] as const]))),
  });
  return useMemo(() => startsOf(artifacts, recipes), [artifacts, recipes]);
}
