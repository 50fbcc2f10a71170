'use client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { TrialDetail } from '@tombola/shared';
import { useCallback, useMemo } from 'react';
import { api } from '../../api/queries';
import type { Compared } from '../compared';
import { familyKeys, trialsOfFamilies } from '../families';

/** How many prunable weights the network of a recipe has; undefined where that is not known yet. */
export type Totals = (recipe: string) => number | undefined;

/** Sizes of networks: one trial of each says it, whatever number of trials is compared. */
export function useTotals(
  compared: Compared,
  enabled: boolean,
): { readonly totals: Totals; readonly pending: boolean } {
  const families = useMemo(() => [...trialsOfFamilies(compared)], [compared]);
  const combine = useCallback(
    (results: readonly UseQueryResult<TrialDetail, unknown>[]) => results.map(({ data }) => data && totalOf(data)),
    [],
  );
  const found = useQueries({
    queries: families.map(([, { trial }]) => ({ ...api.trials.get.queryOptions({ trial }), enabled })),
    combine,
  });
  const totals = useMemo((): Totals => {
    const { keyOf } = familyKeys(compared.members);
    const byFamily = new Map(families.map(([key], i) => [key, found[i] ?? undefined]));
    return (recipe) => byFamily.get(keyOf(recipe));
  }, [compared, families, found]);
  return { totals, pending: enabled && found.some((each) => each === undefined) };
}

function totalOf({ tree }: TrialDetail): number | null {
  const layers = tree.find((level) => level.layers !== null)?.layers;
  return layers == null ? null : Object.values(layers).reduce((sum, { total }) => sum + total, 0);
}
