import { drawAxes, plotOf, type Plot, type Range } from './axes';
import type { Drawing } from './drawing';
import { drawLegend, type LegendEntry } from './legend';
import type { Svg } from './svg';

/** What all drawings of the plane have. */
export interface DrawingOptions {
  /** In CSS pixels. @default 560 */
  readonly width?: number;
  readonly title?: string;
  /** Names of the axes, with units where they have one. */
  readonly axes?: readonly [string, string];
  /** What the classes are called. @default their numbers */
  readonly classes?: readonly string[];
}

/** What is drawn around the marks of a plot. */
export interface Surroundings {
  readonly range: Range;
  readonly width: number | undefined;
  readonly title: string;
  readonly description: string;
  readonly axes: readonly [string, string];
  readonly legend: readonly LegendEntry[];
}

const margin = { left: 62, right: 16, top: 16, bottom: 44 };

/** Marks with axes around them and a legend below. */
export function layOut(
  { range, width = 560, legend, axes, ...rest }: Surroundings,
  marks: (plot: Plot) => Svg,
): Drawing {
  const plot = plotOf(range, margin.left, margin.top, width - margin.left - margin.right);
  const below = drawLegend(legend, margin.left, plot.bottom + margin.bottom + 14, plot.right);
  const body = marks(plot) + drawAxes(plot, range, axes) + below.svg;
  return { ...rest, width, height: Math.ceil(below.bottom), body };
}

/** "1 cell", "2 cells". */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
