'use client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import type { PageLevel } from '../trials/study-trials';
import type { GeometryView } from './use-geometry-view';

type Moment = GeometryView['at'];

/** A level that is done does not change any more. */
const optionsOf = (level: string, at: Moment) => ({
  ...api.levels.layers.queryOptions({ level, at }),
  staleTime: Infinity,
});

/** The weights of a level, once it is done. */
export function useLayers(level: PageLevel | undefined, at: Moment) {
  return useQuery({ ...optionsOf(level?.id ?? '', at), enabled: level?.state === 'done' });
}

/** The weights of many levels, by id, as far as they are there. */
export function useManyLayers(levels: readonly PageLevel[], at: Moment) {
  const done = levels.filter(({ state }) => state === 'done');
  return useQueries({
    queries: done.map(({ id }) => optionsOf(id, at)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.level, data] as const] : []))),
  });
}
