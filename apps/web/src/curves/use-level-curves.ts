'use client';
import type { MetricCurves } from '@tombola/shared';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import type { CurveLevel } from './curve-level';
import { curveRequests, type CurveRequest, type StepRange } from './curve-requests';
import { isCoarse, refine, type CurveRows } from './refine';

/** The curve of a level, and when it was fetched. */
export interface LevelCurve {
  readonly level: CurveLevel;
  readonly rows: CurveRows;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LevelCurves {
  /** Those that have points, in the order of the levels. */
  readonly curves: readonly LevelCurve[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/**
 * A series of levels, renewed when events say so; what is done stays. Of a part that is looked at more closely finer
 * rows take the place of coarse ones as soon as they are there.
 *
 * @param rangeOf the part looked at; undefined for the whole curve
 */
export function useLevelCurves(
  levels: readonly CurveLevel[],
  series: string,
  pixels: number,
  rangeOf?: (curve: LevelCurve) => StepRange | undefined,
): LevelCurves {
  const requests = useMemo(() => curveRequests(levels.map((level) => ({ level }))), [levels]);
  const { answers, pending, error, retry } = useQueries({
    queries: requests.map((request) => optionsOf(request, series, pixels)),
    combine,
  });
  const whole = useMemo(() => {
    const found = rowsByLevel(answers);
    return levels.flatMap((level): LevelCurve[] => {
      const curve = found.get(level.id);
      return curve === undefined ? [] : [{ level, ...curve }];
    });
  }, [levels, answers]);

  const parts = useMemo(
    () =>
      whole.flatMap((curve) => {
        const range = isCoarse(curve.rows) ? rangeOf?.(curve) : undefined;
        return range === undefined ? [] : [{ level: curve.level, range }];
      }),
    [whole, rangeOf],
  );
  const finer = useQueries({
    queries: curveRequests(parts).map((request) => optionsOf(request, series, pixels)),
    combine,
  });
  const curves = useMemo(() => {
    const found = rowsByLevel(finer.answers);
    const ranges = new Map(parts.map(({ level, range }) => [level.id, range]));
    return whole.map((curve) => {
      const [part, range] = [found.get(curve.level.id), ranges.get(curve.level.id)];
      if (part === undefined || range === undefined) return curve;
      return { ...curve, rows: refine(curve.rows, part.rows, range.from, range.to) };
    });
  }, [whole, parts, finer.answers]);
  return { curves, pending, error, retry };
}

function optionsOf({ levels, fromStep, toStep, done }: CurveRequest, series: string, pixels: number) {
  const input = { levels: [...levels], series: [series], pixels, fromStep, ...(toStep !== undefined && { toStep }) };
  return { ...api.metrics.curves.queryOptions(input), ...(done && { staleTime: 'static' as const }) };
}

/** Answers keep their places: they are compared with those before, which would cost much if all had moved. */
const combine = (results: UseQueryResult<MetricCurves, unknown>[]) => ({
  answers: results.map(({ data, dataUpdatedAt: at }) => ({ data, at })),
  pending: results.some(({ isLoading }) => isLoading),
  error: results.find(({ error }) => error !== null)?.error ?? null,
  retry: () => results.forEach(({ error, refetch }) => error !== null && void refetch()),
});

function rowsByLevel(answers: ReturnType<typeof combine>['answers']) {
  return new Map(
    answers.flatMap(({ data, at }) => (data?.curves ?? []).map((rows) => [rows.level, { rows, at }] as const)),
  );
}
