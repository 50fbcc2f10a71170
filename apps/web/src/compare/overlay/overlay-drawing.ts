import type { Unit } from '@tombola/shared';
import { inkOf, strokeOf } from '../../charts/colours';
import { tenth, type Drawing, type Mark } from '../../charts/drawing';
import { plotFrame, plotLegend, textWidth, type Area, type Axis } from '../../charts/plot-frame';
import { formatCompact, formatDensity, formatMetricName } from '../../lib/format';
import { isDense } from '../pairing';
import { fitX, fitY } from '../plot/fit-axis';
import { fitted } from '../plot/fitted';
import { markerPath } from '../plot/markers';
import { shortValue } from '../plot/short-value';
import type { Target } from '../plot/targets';
import { type Abscissa, type OverlaySeries, type SeriesPoint } from './overlay-series';

export interface OverlayLook {
  readonly width: number;
  readonly dark: boolean;
  readonly metric: string;
  readonly unit: Unit;
  readonly x: Abscissa;
  readonly logY: boolean;
  /** The label of the baseline, where differences to it are drawn. */
  readonly baseline: string | undefined;
  /** What the bands are. */
  readonly band: string;
}

export const abscissaNames: Readonly<Record<Abscissa, string>> = {
  density: 'weights remaining',
  level: 'level',
  macs: 'multiply-accumulates per example',
};

const xFormats: Readonly<Record<Abscissa, (value: number) => string>> = {
  density: formatDensity,
  level: String,
  macs: formatCompact,
};

/** So many names stand in the picture; of more, the table of groups has the colours. */
const MOST_NAMED = 28;
/** Beside the longest name in the legend. */
const NAME_MARGIN = 52;
/** Radius of signs in pixels. */
const SIGN = 4;

interface Plotted {
  readonly drawing: Drawing;
  readonly targets: readonly Target[];
  /** The line of each series, to be drawn once more where it is pointed at. */
  readonly lines: ReadonlyMap<string, string>;
}

/** Curves of groups with their bands, and the points that say what they are. */
export function overlayDrawing(series: readonly OverlaySeries[], look: OverlayLook): Plotted {
  const { width, dark, metric, unit, x, logY, baseline } = look;
  const axisName = `${formatMetricName(metric)}${unit === 'percent' ? ' (%)' : ''}`;
  const yTitle = baseline === undefined ? axisName : `${axisName}, difference to ${baseline}`;
  const legend = plotLegend(
    (series.length > MOST_NAMED ? [] : series).map(({ group }) => {
      const { colour, dash } = strokeOf(group.index, dark);
      return { label: fitted(group.label, width - NAME_MARGIN), colour, dash };
    }),
    { left: 8, right: width - 8, top: 14 },
    dark,
  );
  const top = legend.height + 30;
  const plotHeight = Math.round(Math.min(380, Math.max(240, width * 0.42)));
  const points = series.flatMap((each) => each.points);
  const values = [
    ...points.flatMap(({ y, low, high }) => [y, ...(low === null || high === null ? [] : [low, high])]),
    ...series.flatMap(({ members }) => members.flatMap((member) => member.points.map(({ y }) => y))),
    ...(baseline === undefined ? [] : [0]),
  ];
  const sign = (tick: number) => (baseline === undefined || tick === 0 ? '' : tick < 0 ? '−' : '+');
  const formatY = (tick: number) => sign(tick) + shortValue(baseline === undefined ? tick : Math.abs(tick), unit);
  const y = fitY(values, {
    kind: logY && baseline === undefined ? 'log' : 'linear',
    title: fitted(yTitle, width - NAME_MARGIN),
    format: formatY,
    pixels: [top + plotHeight, top],
  });
  const left = 16 + Math.max(...y.ticks.map((tick) => textWidth(y.format(tick))));
  const area: Area = { left, right: width - 8, top, bottom: top + plotHeight };
  const xAxis = fitX(
    points.map((point) => point.x),
    {
      kind: x === 'level' ? 'linear' : 'log',
      title: abscissaNames[x],
      format: xFormats[x],
      pixels: [area.left, area.right],
      reversed: x !== 'level',
      whole: x === 'level',
      count: 7,
    },
  );
  const scales: Scales = { x: xAxis, y, area, dark };
  const marks = [
    ...legend.marks,
    ...legendSigns(legend.marks, series),
    ...plotFrame(area, xAxis, y, dark),
    ...(baseline === undefined ? [] : [zeroLine(scales)]),
    ...series.flatMap((each) => bandMarks(each, scales)),
    ...series.flatMap((each) => memberMarks(each, scales)),
    ...series.flatMap((each) => lineMarks(each, scales)),
  ];
  const label = `${yTitle} of ${series.length} groups along ${abscissaNames[x]}; bands: ${look.band}.`;
  return {
    drawing: { width, height: area.bottom + 44, label, marks },
    lines: new Map(series.map(({ group, points: own }) => [group.key, lineOf(own, scales)])),
    targets: series.flatMap(({ group, points: own }) =>
      own.map((point) => ({
        x: xAxis.scale(point.x),
        y: y.scale(point.y),
        series: group.key,
        title: group.label,
        lines: point.lines,
        colour: strokeOf(group.index, dark).colour,
      })),
    ),
  };
}

interface Scales {
  readonly x: Axis;
  readonly y: Axis;
  readonly area: Area;
  readonly dark: boolean;
}

function zeroLine({ y, area, dark }: Scales): Mark {
  const at = tenth(y.scale(0));
  return { tag: 'line', attributes: { x1: area.left, x2: area.right, y1: at, y2: at, stroke: inkOf(dark).text } };
}

/** The signs of the lines on the pieces of line that the legend has. */
function legendSigns(marks: readonly Mark[], series: readonly OverlaySeries[]): Mark[] {
  const pieces = marks.filter(({ tag }) => tag === 'line');
  return pieces.map(({ attributes: { x1, y1, stroke } }, i) => ({
    tag: 'path',
    attributes: { d: markerPath(series[i]!.group.index, Number(x1) + 10, Number(y1), SIGN), fill: stroke! },
  }));
}

function bandMarks({ group, points }: OverlaySeries, scales: Scales): Mark[] {
  const { colour } = strokeOf(group.index, scales.dark);
  const banded = points.filter(({ low }) => low !== null);
  if (banded.length === 0) return [];
  if (banded.length === 1) {
    const [{ x, low, high }] = banded as [SeriesPoint];
    const d = lineOf(
      [
        { x, y: low! },
        { x, y: high! },
      ],
      scales,
    );
    return [{ tag: 'path', attributes: { d, stroke: colour, strokeWidth: 1.5, strokeOpacity: 0.6 } }];
  }
  const outline = [
    ...banded.map(({ x, high }) => ({ x, y: high! })),
    ...banded.map(({ x, low }) => ({ x, y: low! })).reverse(),
  ];
  return [{ tag: 'path', attributes: { d: `${lineOf(outline, scales)}Z`, fill: colour, fillOpacity: 0.13 } }];
}

function memberMarks({ group, members }: OverlaySeries, scales: Scales): Mark[] {
  const { colour } = strokeOf(group.index, scales.dark);
  const d = members.map(({ points }) => lineOf(points, scales)).join('');
  if (d === '') return [];
  return [{ tag: 'path', attributes: { d, fill: 'none', stroke: colour, strokeWidth: 1, strokeOpacity: 0.4 } }];
}

function lineMarks({ group, points }: OverlaySeries, scales: Scales): Mark[] {
  const { x, y, area, dark } = scales;
  const { colour, dash } = strokeOf(group.index, dark);
  // The dense network alone is a line to hold others against; any other single level is a point.
  const level = isDense(points);
  const d = level
    ? `M${tenth(area.left)} ${tenth(y.scale(points[0]!.y))}H${tenth(area.right)}`
    : lineOf(points, scales);
  const dashes = level ? '5 4' : dash.join(' ') || 'none';
  const signs = points.map((point) => markerPath(group.index, x.scale(point.x), y.scale(point.y), SIGN)).join('');
  const line = { fill: 'none', stroke: colour, strokeLinejoin: 'round', strokeDasharray: dashes };
  return [
    { tag: 'path', attributes: { d, ...line, strokeWidth: level ? 1.25 : 2 } },
    { tag: 'path', attributes: { d: signs, fill: colour, stroke: inkOf(dark).surface, strokeWidth: 1 } },
  ];
}

function lineOf(points: readonly { readonly x: number; readonly y: number }[], { x, y }: Scales): string {
  return points
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${tenth(x.scale(point.x))} ${tenth(y.scale(point.y))}`)
    .join('');
}
