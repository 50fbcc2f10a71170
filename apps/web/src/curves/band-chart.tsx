'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { CurveChart } from './curve-chart';
import type { CurveLevel } from './curve-level';
import { bandLines, faintLine } from './curve-lines';
import { spreadWords } from './curve-words';
import { matcher } from './matching';
import { meanTimeAxis, timeAxis } from './time-axis';
import type { ChangeView, CurveView } from './use-curve-view';
import { useLevelCurves } from './use-level-curves';

interface BandChartProps {
  readonly name: string;
  readonly study: string;
  readonly series: string;
  readonly numbers: readonly number[];
  /** All of the study. */
  readonly levels: readonly CurveLevel[];
  readonly view: CurveView;
  readonly change: ChangeView;
}

/** Members are in the background: fewer pixels do. */
const MEMBER_PIXELS = 400;
const none: readonly CurveLevel[] = [];

/** A series of the arms of a study, each as its mean over all its seeds, with a band. */
export function BandChart({ name, study, series, numbers, levels, view, change }: BandChartProps) {
  const { match, spread, smooth, log, members, clock } = view;
  const answers = useQueries({
    queries: numbers.map((level) => ({ ...api.metrics.bands.queryOptions({ study, series, level }) })),
    combine: (results) => ({
      bands: results.flatMap(({ data, dataUpdatedAt: at }) => (data?.bands ?? []).map((band) => ({ ...band, at }))),
      pending: results.some(({ isLoading }) => isLoading),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      retry: () => void results.forEach(({ refetch }) => void refetch()),
    }),
  });
  const fitting = useMemo(() => {
    const { matches } = matcher(match);
    return levels.filter(({ level, arm, armId }) => numbers.includes(level) && matches(`${arm} ${armId}`));
  }, [levels, numbers, match]);
  // A level that arms share is drawn once behind them.
  const behind = useMemo(() => [...new Map(fitting.map((level) => [level.id, level])).values()], [fitting]);
  const { curves } = useLevelCurves(members ? behind : none, series, MEMBER_PIXELS);

  const { bands } = answers;
  const lines = useMemo(() => {
    const chart = { weight: smooth, logX: log.includes('x'), logY: log.includes('y') };
    const arms = [...new Map(levels.map(({ armId, arm }) => [armId, arm]))];
    const lookOf = (armId: string, level: number) => ({
      key: `${armId}-l${level}`,
      label: `${arms.find(([id]) => id === armId)?.[1] ?? armId}${numbers.length > 1 ? `, level ${level}` : ''}`,
      title: `mean over seeds; ${spreadWords[spread]}`,
      index: arms.findIndex(([id]) => id === armId),
      ...(numbers.length > 1 && { dash: numbers.indexOf(level) }),
    });
    const faint = curves.flatMap(({ level, rows, at }) => {
      const axis = timeAxis(level, clock, { step: rows.steps.at(-1) ?? 0, at });
      if (axis === undefined) return [];
      const look = lookOf(level.armId, level.level);
      return [faintLine(rows, { ...look, key: `${look.key} seed ${level.seed} ${level.draw}` }, axis.toX, chart)];
    });
    const means = bands.flatMap((band) => {
      const ofBand = fitting.filter(({ armId, level }) => armId === band.arm && level === band.level);
      const axis = meanTimeAxis(ofBand, clock === 'wall' ? 'step' : clock, band.at);
      if (ofBand.length === 0 || axis === undefined || band.steps.length === 0) return [];
      return bandLines(band, lookOf(band.arm, band.level), spread, axis.toX, chart);
    });
    return [...faint, ...means];
  }, [bands, curves, fitting, levels, numbers, spread, smooth, log, clock]);

  const caption = `Lines are means over all seeds, ${spreadWords[spread]}; n at the pointer says how many seeds have the step.`;
  return (
    <CurveChart
      {...{ name, series, lines, view, change, caption }}
      pending={answers.pending}
      error={answers.error}
      retry={answers.retry}
    />
  );
}
