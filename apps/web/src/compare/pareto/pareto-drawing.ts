import { groupBy, type Unit } from '@tombola/shared';
import { inkOf, strokeOf } from '../../charts/colours';
import { tenth, type Drawing, type Mark } from '../../charts/drawing';
import { plotFrame, plotLegend, textWidth, type Area } from '../../charts/plot-frame';
import { formatCompact, formatDensity, formatMetricName, formatValue } from '../../lib/format';
import { fitX, fitY } from '../plot/fit-axis';
import { fitted } from '../plot/fitted';
import { circlePath, markerPath } from '../plot/markers';
import { shortValue } from '../plot/short-value';
import type { Target } from '../plot/targets';
import type { Cost, ParetoPoint } from './pareto-points';

export interface ParetoLook {
  readonly width: number;
  readonly dark: boolean;
  readonly metric: string;
  readonly unit: Unit;
  readonly cost: Cost;
}

export const costNames: Readonly<Record<Cost, string>> = {
  density: 'weights remaining',
  macs: 'multiply-accumulates per example',
  kept: 'prunable weights kept',
};

/** Names of so many groups stand in the picture. */
const MOST_NAMED = 28;
/** Beside the longest of them. */
const NAME_MARGIN = 52;

interface Plotted {
  readonly drawing: Drawing;
  /** As many as points, in their order. */
  readonly targets: readonly Target[];
}

/** All points faintly, the front as steps: between two of its points nothing better is known. */
export function paretoDrawing(
  points: readonly ParetoPoint[],
  front: readonly ParetoPoint[],
  look: ParetoLook,
): Plotted {
  const { width, dark, metric, unit, cost } = look;
  const byGroup = groupBy(points, ({ group }) => group);
  const names = byGroup.size > MOST_NAMED ? [] : [...byGroup.keys()];
  const legend = plotLegend(
    [
      { label: 'Pareto front', colour: inkOf(dark).text },
      ...names.map(({ label, index }) => ({
        label: fitted(label, width - NAME_MARGIN),
        colour: strokeOf(index, dark).colour,
      })),
    ],
    { left: 8, right: width - 8, top: 14 },
    dark,
  );
  const top = legend.height + 30;
  const height = Math.round(Math.min(380, Math.max(240, width * 0.42)));
  const yTitle = `${formatMetricName(metric)}${unit === 'percent' ? ' (%)' : ''}`;
  const y = fitY(
    points.map((point) => point.y),
    { kind: 'linear', title: yTitle, format: (tick) => shortValue(tick, unit), pixels: [top + height, top] },
  );
  const left = 16 + Math.max(...y.ticks.map((tick) => textWidth(y.format(tick))));
  const area: Area = { left, right: width - 8, top, bottom: top + height };
  const x = fitX(
    points.map((point) => point.x),
    {
      kind: 'log',
      title: costNames[cost],
      format: cost === 'density' ? formatDensity : formatCompact,
      pixels: [area.left, area.right],
      count: 7,
    },
  );
  const at = (point: ParetoPoint) => [x.scale(point.x), y.scale(point.y)] as const;
  const marks: Mark[] = [
    ...legend.marks,
    ...plotFrame(area, x, y, dark),
    ...[...byGroup].map(([{ index }, own]): Mark => {
      const d = own.map((point) => circlePath(...at(point), 2.5)).join('');
      return { tag: 'path', attributes: { d, fill: strokeOf(index, dark).colour, fillOpacity: 0.5 } };
    }),
    {
      tag: 'path',
      attributes: { d: stepsOf(front.map(at)), fill: 'none', stroke: inkOf(dark).text, strokeWidth: 1.5 },
    },
    ...front.map((point): Mark => {
      const { colour } = strokeOf(point.group.index, dark);
      const d = markerPath(point.group.index, ...at(point), 4.5);
      return { tag: 'path', attributes: { d, fill: colour, stroke: inkOf(dark).surface, strokeWidth: 1 } };
    }),
  ];
  const isFront = new Set(front);
  return {
    drawing: {
      width,
      height: area.bottom + 44,
      label: `${yTitle} against ${costNames[cost]}: ${points.length} points, ${front.length} of them on the Pareto front.`,
      marks,
    },
    targets: points.map((point) => {
      const [px, py] = at(point);
      return {
        x: px,
        y: py,
        series: isFront.has(point) ? 'front' : point.group.key,
        title: point.group.label,
        lines: wordsOf(point, cost, unit, isFront.has(point)),
        colour: strokeOf(point.group.index, dark).colour,
      };
    }),
  };
}

function wordsOf(
  { level, density, seed, x, y, n, std }: ParetoPoint,
  cost: Cost,
  unit: Unit,
  isFront: boolean,
): string[] {
  const spread = std === null ? '' : ` ± ${formatValue(std, unit)} (std)`;
  return [
    `level ${level}, ${formatDensity(density)} of the weights${cost === 'density' ? '' : `, ${formatCompact(x)} ${cost === 'kept' ? 'weights' : 'MACs'}`}`,
    seed === undefined ? `mean ${formatValue(y, unit)}${spread}, n = ${n}` : `seed ${seed}: ${formatValue(y, unit)}`,
    ...(isFront ? ['on the front'] : []),
  ];
}

/** Along x first: what costs more than a point is at least as good as it. */
function stepsOf(places: readonly (readonly [number, number])[]): string {
  return places.map(([x, y], i) => (i === 0 ? `M${tenth(x)} ${tenth(y)}` : `H${tenth(x)}V${tenth(y)}`)).join('');
}
