'use client';
import { useCallback, useMemo } from 'react';
import { labelsOf, looksOf, type Colouring } from './choosing';
import { CurveChart } from './curve-chart';
import type { CurveLevel } from './curve-level';
import { curveLines } from './curve-lines';
import { timeAxis } from './time-axis';
import type { ChangeView, CurveView } from './use-curve-view';
import { useLevelCurves, type LevelCurve } from './use-level-curves';

interface TrialChartProps {
  readonly name: string;
  readonly series: string;
  /** All that there are: colours are counted over them. */
  readonly levels: readonly CurveLevel[];
  /** Those to draw. */
  readonly chosen: readonly CurveLevel[];
  readonly colour: Colouring;
  readonly pixels: number;
  readonly view: CurveView;
  readonly change: ChangeView;
}

/** A series of levels of trials, a line each. */
export function TrialChart({ name, series, levels, chosen, colour, pixels, view, change }: TrialChartProps) {
  const { smooth, log, clock, from, to } = view;
  const rangeOf = useCallback(
    (curve: LevelCurve) => {
      if (from === null || to === null) return undefined;
      const axis = axisOf(curve, clock);
      if (axis === undefined) return undefined;
      const [first, last] = [Math.max(0, Math.floor(axis.toStep(from))), Math.ceil(axis.toStep(to))];
      return last > first ? { from: first, to: Math.min(last, curve.level.steps ?? last) } : undefined;
    },
    [clock, from, to],
  );
  const { curves, pending, error, retry } = useLevelCurves(chosen, series, pixels, rangeOf);
  const lines = useMemo(() => {
    const chart = { weight: smooth, logX: log.includes('x') && clock !== 'wall', logY: log.includes('y') };
    const lookOf = looksOf(levels, chosen, colour);
    const labelOf = labelsOf(chosen);
    return curves.flatMap((curve) => {
      const { level, rows } = curve;
      const axis = axisOf(curve, clock);
      if (axis === undefined) return [];
      const look = { key: level.id, label: labelOf(level), title: level.id, ...lookOf(level) };
      return curveLines(rows, look, axis.toX, chart);
    });
  }, [curves, levels, chosen, colour, smooth, log, clock]);
  const decimated = curves.some(({ rows: { count, steps } }) => count > steps.length);
  const caption = decimated
    ? 'Each pixel shows the least and the greatest of all its points; drag over a part to see it finer.'
    : 'Every point is drawn.';
  return <CurveChart {...{ name, series, lines, view, change, pending, error, retry, caption }} />;
}

const axisOf = ({ level, rows, at }: LevelCurve, clock: CurveView['clock']) =>
  timeAxis(level, clock, { step: rows.steps.at(-1) ?? 0, at });
