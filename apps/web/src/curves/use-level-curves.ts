'use client';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { queryClient } from '../api/queries';
import type { CurveLevel } from './curve-level';
import { curveOptions } from './level-curve';
import { isCoarse, refine, type CurveRows } from './refine';

/** A part of a curve in steps, both inclusive. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** The curve of a level, and when it was fetched. */
export interface LevelCurve {
  readonly level: CurveLevel;
  readonly series: string;
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

type Result = UseQueryResult<CurveRows | null>;

/**
 * Curves of levels, each kept by itself and renewed when events say so. Of a part that is looked at more closely finer
 * rows take the place of coarse ones as soon as they are there.
 *
 * @param rangeOf the part looked at; undefined for the whole curve
 */
export function useLevelCurves(
  levels: readonly CurveLevel[],
  series: readonly string[],
  pixels: number,
  rangeOf?: (curve: LevelCurve) => StepRange | undefined,
): LevelCurves {
  const pairs = useMemo(() => series.flatMap((name) => levels.map((level) => ({ level, name }))), [levels, series]);
  const combine = useCallback(
    (results: Result[]) => ({
      curves: results.flatMap(({ data, dataUpdatedAt: at }, i): LevelCurve[] =>
        data == null ? [] : [{ level: pairs[i]!.level, series: pairs[i]!.name, rows: data, at }],
      ),
      pending: results.some(({ isLoading }) => isLoading),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
    [pairs],
  );
  const queries = pairs.map(({ level, name }) => curveOptions(level, name, pixels));
  const whole = useQueries({ queries, combine });

  const parts = useMemo(
    () =>
      whole.curves.flatMap((curve) => {
        const range = isCoarse(curve.rows) ? rangeOf?.(curve) : undefined;
        return range === undefined ? [] : [{ curve, range }];
      }),
    [whole.curves, rangeOf],
  );
  const finer = useQueries({
    queries: parts.map(({ curve: { level, series: name }, range }) => curveOptions(level, name, pixels, range)),
    combine: useCallback((results: Result[]) => results.map(({ data }) => data ?? null), []),
  });

  const curves = useMemo(() => {
    const refined = new Map(
      parts.flatMap(({ curve, range: { from, to } }, i) => {
        const part = finer[i];
        return part == null ? [] : [[curve, refine(curve.rows, part, from, to)] as const];
      }),
    );
    return whole.curves.map((curve) => ({ ...curve, rows: refined.get(curve) ?? curve.rows }));
  }, [whole.curves, parts, finer]);
  const { pending, error } = whole;
  const retry = () => void Promise.all(queries.map(({ queryKey }) => queryClient.refetchQueries({ queryKey })));
  return { curves, pending, error, retry };
}
