import type { MetricBands } from '@tombola/shared';
import type { Line } from '../charts/align';
import { smooth } from '../charts/smooth';
import type { CurveRows } from './refine';

/** How a curve looks and what it is called. */
export interface CurveLook {
  readonly key: string;
  readonly label: string;
  readonly title?: string;
  readonly index: number;
  readonly dash?: number;
}

/** What all curves of a chart have in common. */
export interface ChartLook {
  /** Weight of what came before in the moving average, in [0, 1); 0: none. */
  readonly weight: number;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** What a band spans. */
export const spreads = ['range', 'std', 'interval', 'none'] as const;
export type Spread = (typeof spreads)[number];

type Band = MetricBands['bands'][number];
type Values = readonly (number | null)[];

/**
 * The lines of one curve: it goes through the last point of every pixel, within the least and the greatest of all its
 * points. Smoothed, the curve as it is stays behind it.
 */
export function curveLines(
  { steps, min, max, last, nan }: CurveRows,
  look: CurveLook,
  toX: (step: number) => number,
  chart: ChartLook,
): Line[] {
  const spans = steps.some((_, i) => min[i] !== max[i]);
  const notNumbers = steps.filter((_, i) => nan[i]! > 0 || last[i] === null).map(toX);
  return lines(look, chart, {
    xs: steps.map(toX),
    values: last,
    ...(spans && { band: { low: min, high: max } }),
    ...(notNumbers.length > 0 && { notNumbers }),
  });
}

/** The mean of an arm over its seeds, with its band. */
export function bandLines(
  band: Band,
  look: CurveLook,
  spread: Spread,
  toX: (step: number) => number,
  chart: ChartLook,
): Line[] {
  const { steps, mean, n, notFinite } = band;
  const edges = edgesOf(band, spread);
  const notNumbers = steps.filter((_, i) => notFinite[i]! > 0).map(toX);
  const kept = chart.logX ? steps.flatMap((step, i) => (toX(step) > 0 ? [i] : [])) : undefined;
  const note = (place: number) => {
    const i = kept?.[place] ?? place;
    if (n[i] === undefined) return '';
    return notFinite[i]! > 0 ? `n = ${n[i]}, ${notFinite[i]} not finite` : `n = ${n[i]}`;
  };
  return lines(look, chart, {
    xs: steps.map(toX),
    values: mean,
    note,
    ...(edges !== undefined && { band: edges }),
    ...(notNumbers.length > 0 && { notNumbers }),
  });
}

/** A curve behind others, without a name. */
export function faintLine(rows: CurveRows, look: CurveLook, toX: (step: number) => number, chart: ChartLook): Line {
  const [line] = curveLines(rows, look, toX, { ...chart, weight: 0 });
  return { ...look, xs: line!.xs, values: line!.values, faint: true };
}

function edgesOf({ mean, std, min, max, low, high }: Band, spread: Spread): Line['band'] | undefined {
  switch (spread) {
    case 'range':
      return { low: min, high: max };
    case 'interval':
      return { low, high };
    case 'std': {
      const beside = (sign: 1 | -1) =>
        mean.map((value, i) => (value === null || std[i] == null ? null : value + sign * std[i]));
      return { low: beside(-1), high: beside(1) };
    }
    case 'none':
      return undefined;
  }
}

type Points = Pick<Line, 'xs' | 'values' | 'band' | 'notNumbers' | 'note'>;

function lines(look: CurveLook, { weight, logX, logY }: ChartLook, points: Points): Line[] {
  const drawn = logY ? positiveY(logX ? positiveX(points) : points) : logX ? positiveX(points) : points;
  if (weight === 0) return [{ ...look, ...drawn }];
  const { band, ...rest } = drawn;
  const raw: Line = { ...look, key: `${look.key} as it is`, xs: rest.xs, values: rest.values, faint: true };
  return [
    { ...raw, ...(band && { band }) },
    { ...look, ...rest, values: smooth(rest.values, weight) },
  ];
}

/** A logarithmic axis has no place for 0. */
function positiveX({ xs, values, band, ...rest }: Points): Points {
  const keep = <T>(list: readonly T[]) => list.filter((_, i) => xs[i]! > 0);
  return {
    ...rest,
    xs: keep(xs),
    values: keep(values),
    ...(band && { band: { low: keep(band.low), high: keep(band.high) } }),
  };
}

function positiveY({ values, band, ...rest }: Points): Points {
  const keep = (list: Values) => list.map((value) => (value !== null && value > 0 ? value : null));
  return { ...rest, values: keep(values), ...(band && { band: { low: keep(band.low), high: keep(band.high) } }) };
}
