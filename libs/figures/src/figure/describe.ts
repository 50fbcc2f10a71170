import type { FigureSpec, YAxis } from '@tombola/shared';
import { formatDensity, formatValue } from './format';
import type { Point, Series } from './series';

interface PanelData {
  readonly y: YAxis;
  readonly series: readonly Series[];
}

/** The figure in words, for those who do not see it: what is drawn, and where each line starts and ends. */
export function describe(
  { x, subtitle }: FigureSpec,
  panels: readonly PanelData[],
  waiting: readonly Series[] = [],
): string {
  const sentences = panels.map(({ y, series }) => {
    const at = (point: Point) => {
      const place = x.metric === 'density' ? `${formatDensity(point.x)} %` : formatValue(point.x, x.unit);
      return `${formatValue(point.summary.mean, y.unit)} at ${place}`;
    };
    const lines = series.map(({ label, points, role }) => {
      const [first, last] = [points[0]!, points.at(-1)!];
      if (role === 'baseline') return `${label} ${formatValue(first.summary.mean, y.unit)}`;
      return first === last ? `${label} ${at(first)}` : `${label} from ${at(first)} to ${at(last)}`;
    });
    return `${y.label} against ${x.label}: ${lines.length === 0 ? 'no level is done yet' : lines.join('; ')}.`;
  });
  const before = subtitle === undefined ? [] : [subtitle.replace(/\.?$/, '.')];
  const after = waiting.map(({ label }) => `${label} has no level yet.`);
  return [...before, 'Line chart.', ...sentences, ...after].join(' ');
}

/** What a reader must know that the marks do not show: averaged draws, values outside the axis. */
export function notesOf(panels: readonly PanelData[]): string[] {
  const shown = panels.find(({ series }) => series.length > 0)?.series ?? [];
  const drawn = shown.flatMap(({ label, points }) => {
    const most = Math.max(...points.flatMap(({ seeds }) => seeds.map(({ draws }) => draws)));
    return most > 1 ? [{ label, most }] : [];
  });
  const draws = drawn.map(({ label, most }) => `${label}: ${most} draws a seed, averaged within the seed.`);
  const outside = panels.flatMap(({ y, series }) => {
    if (y.range === undefined) return [];
    const [low, high] = y.range;
    const means = series.flatMap(({ points }) => points.map(({ summary }) => summary.mean));
    const count = means.filter((mean) => mean < low || mean > high).length;
    return count === 0 ? [] : [`${y.label}: ${count} of ${means.length} means lie outside the axis.`];
  });
  return [...draws, ...outside];
}
