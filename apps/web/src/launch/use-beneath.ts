'use client';
import type { Preset } from '@tombola/shared';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import type { Values } from '../schema-form/json-schema';
import { beneathClone, beneathDeclaration, beneathRecipe, beneathTrial, type Beneath } from './beneath';
import { NOTHING, type LaunchState } from './launch-state';

/** The newest study. */
const LATEST = 'latest';

interface UsedBeneath {
  /** Undefined while it is on its way. */
  readonly beneath: Beneath | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** What the form is laid over, asked from the server where it has it. */
export function useBeneath(
  state: LaunchState,
  presets: readonly Preset[],
  declaration: Values | undefined,
): UsedBeneath {
  const { from, clone, trial, scale, preset } = state;
  const network = state.entries['network.name'];
  const trialWanted = from === 'recipe' && trial !== null;
  const cloneWanted = from !== 'declaration' && clone !== null && !trialWanted;
  const latest = useQuery({
    ...api.studies.list.queryOptions({ limit: 1 }),
    enabled: cloneWanted && clone === LATEST,
  });
  const id = clone === LATEST ? latest.data?.items[0]?.id : clone;
  const study = useQuery({
    ...api.studies.get.queryOptions({ study: id ?? '' }),
    enabled: cloneWanted && typeof id === 'string',
  });
  const origin = useQuery({ ...api.trials.get.queryOptions({ trial: trial ?? '' }), enabled: trialWanted });
  const asked = trialWanted ? origin : study;
  const beneath = useMemo((): Beneath | undefined => {
    if (from === 'declaration') return beneathDeclaration(declaration ?? {}, scale, network);
    if (trialWanted) return origin.data && beneathTrial(origin.data);
    if (cloneWanted) return study.data && beneathClone(study.data, scale, presets, network);
    if (from === 'recipe' && preset === NOTHING) return beneathRecipe();
    const found = presets.find(({ id }) => id === preset) ?? presets[0];
    return beneathDeclaration(found?.declaration ?? {}, scale, network);
  }, [from, declaration, scale, network, trialWanted, origin.data, cloneWanted, study.data, presets, preset]);
  return {
    beneath,
    error: (trialWanted || cloneWanted) && asked.data === undefined ? asked.error : null,
    retry: () => void asked.refetch(),
  };
}
