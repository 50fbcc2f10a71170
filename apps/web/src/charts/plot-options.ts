import type uPlot from 'uplot';
import type { Aligned } from './align';
import { inkOf, strokeOf } from './colours';

/** How a plot looks, but for its lines. */
export interface PlotLook {
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
  readonly xLabel: string;
  readonly yLabel: string | undefined;
  readonly logX: boolean;
  readonly logY: boolean;
  /** x is seconds since 1970; its axis has dates and times. */
  readonly time: boolean;
  /** Steps that the ticks of x may have; uPlot's own when left out. */
  readonly increments: readonly number[] | undefined;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  readonly syncKey: string | undefined;
}

/** Up to so many points of a line are drawn as points, too. */
const FEW_POINTS = 40;
/** From so many lines on, the one at the pointer is found. */
export const MANY_LINES = 9;
/** Up to so many lines, all are drawn anew for that, the others fainter. */
const MOST_FADING = 80;

/** Its ends are multiples of their powers of ten, which ticks are counted from. */
const logarithmic: uPlot.Scale = {
  distr: 3,
  range: (_, min, max) => [roundTo(Math.floor, min), roundTo(Math.ceil, max)],
};

function roundTo(round: (value: number) => number, value: number | null): number | null {
  if (value === null || value <= 0) return value;
  const power = Math.floor(Math.log10(value));
  return Number(`${round(Number((value / 10 ** power).toPrecision(12)))}e${power}`);
}

const font = '12px ui-sans-serif, system-ui, sans-serif';

/** uPlot's options for lines with bands. */
export function plotOptions(
  { series, bands }: Pick<Aligned, 'series' | 'bands'>,
  look: PlotLook,
  hooks: uPlot.Hooks.Arrays,
): uPlot.Options {
  const { dark, xLabel, yLabel, time, increments, formatX, formatY, syncKey } = look;
  const ink = inkOf(dark);
  const line = { stroke: ink.grid, width: 1 };
  const axis = { stroke: ink.text, grid: line, ticks: line, font, labelFont: font, labelSize: 20 };
  const count = series.filter(({ role, line: { faint } }) => role === 'value' && faint !== true).length;
  const many = count >= MANY_LINES;
  return {
    width: look.width,
    height: look.height,
    legend: { show: false },
    cursor: {
      points: { size: 7 },
      drag: { x: true, y: false },
      ...(many && { focus: { prox: 24 } }),
      ...(syncKey !== undefined && { sync: { key: syncKey } }),
    },
    ...(many && { focus: { alpha: count <= MOST_FADING ? 0.25 : 1 } }),
    scales: {
      x: { time, ...(look.logX ? logarithmic : { distr: 1 }) },
      y: look.logY ? logarithmic : { distr: 1 },
    },
    axes: [
      {
        ...axis,
        label: xLabel,
        size: 34,
        ...(increments && { incrs: [...increments] }),
        ...(!time && { values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatX(tick))) }),
      },
      {
        ...axis,
        size: 62,
        ...(yLabel !== undefined && { label: yLabel }),
        values: (_, ticks) => ticks.map((tick) => (tick === null ? '' : formatY(tick))),
      },
    ],
    series: [{}, ...series.map((column) => seriesOptions(column, dark))],
    bands: bands.map(({ high, low, line: { index } }) => ({
      series: [high, low],
      fill: `${strokeOf(index, dark).colour}26`,
    })),
    hooks: { ...hooks, draw: [...(hooks.draw ?? []), (self) => markNotNumbers(self, series, dark)] },
  };
}

function seriesOptions({ line, role }: Aligned['series'][number], dark: boolean): uPlot.Series {
  if (role !== 'value') return { stroke: 'transparent', width: 0, points: { show: false } };
  const { colour, dash } = strokeOf(line.index, dark, line.dash);
  const faint = line.faint === true;
  return {
    label: line.label,
    stroke: faint ? `${colour}66` : colour,
    width: faint ? 1 : 1.75,
    dash: [...dash],
    points: faint ? { show: false } : { show: hasFewPoints, size: 6, fill: colour },
  };
}

function hasFewPoints(self: uPlot, index: number): boolean {
  let count = 0;
  for (const value of self.data[index] ?? []) {
    if (value !== null && value !== undefined && ++count > FEW_POINTS) return false;
  }
  return true;
}

/** A cross at the lower edge for every point without a number: a curve that ends there did not just stop. */
function markNotNumbers(self: uPlot, series: Aligned['series'], dark: boolean): void {
  const { ctx, bbox } = self;
  const size = 3 * devicePixelRatio;
  const y = bbox.top + bbox.height - 2 * size;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const { line, role } of series) {
    if (role !== 'value' || line.notNumbers === undefined) continue;
    ctx.strokeStyle = strokeOf(line.index, dark).colour;
    ctx.beginPath();
    for (const value of line.notNumbers) {
      const x = self.valToPos(value, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.moveTo(x - size, y - size);
      ctx.lineTo(x + size, y + size);
      ctx.moveTo(x + size, y - size);
      ctx.lineTo(x - size, y + size);
    }
    ctx.stroke();
  }
  ctx.restore();
}
