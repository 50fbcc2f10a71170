import type { FigureSpec, YAxis } from '@tombola/shared';
import type { Observation } from '../observation';
import { yMargin, yTicks, type Box, type Tick } from './axes';
import { describe, notesOf } from './describe';
import { frameOf, type Frame } from './frame';
import { drawHeading } from './heading';
import { armEntries, drawRows, markEntries } from './legend';
import { drawEmptyPanel, drawPanel } from './panel';
import { seriesOf, type Series } from './series';
import { element, escape, type Svg } from './svg';
import { textWidth, wrap } from './text';

/** How a figure is drawn. */
export interface ComposeOptions {
  /**
   * The width that it is drawn for, in CSS pixels: texts have 12 or more at it. Below 640 panels are stacked and a legend
   * names the arms; what is narrower than 280 is drawn for 280.
   *
   * @default 720, and 960 for panels side by side
   */
  readonly width?: number;
  /** Of a study that still runs: arms without a finished level are named, not drawn. @default false */
  readonly partial?: boolean;
  /** Marks have their facts as `data-` attributes in place of the browser's tooltips. @default false */
  readonly interactive?: boolean;
  /** Its title and subtitle stand over it; without them the page says what it is. @default true */
  readonly heading?: boolean;
  /** Begins every id in the drawing; unique in its document. */
  readonly id: string;
}

/** The parts of a drawing. */
export interface Composition {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly body: Svg;
}

/** One chart with what it shows. */
interface Chart {
  readonly y: YAxis;
  readonly ticks: readonly Tick[];
  /** Those with points. */
  readonly series: readonly Series[];
}

/**
 * Lays a line chart out. Lines join means at the levels and bands span the seeds; nothing is smoothed.
 *
 * @throws {InputError} for an arm without observations unless the figure is partial, an impossible width, or as
 *   `aggregate`.
 */
export function composeFigure(
  spec: FigureSpec,
  observations: readonly Observation[],
  options: ComposeOptions,
): Composition {
  const { partial = false, interactive = false, id } = options;
  const frame = frameOf(spec, options.width);
  const all = (spec.panels ?? [spec.y!]).map((y) => ({ y, series: seriesOf(spec, y, observations, partial) }));
  const charts = all.map(({ y, series }): Chart => {
    const drawn = series.filter(({ points }) => points.length > 0);
    return { y, series: drawn, ticks: drawn.length === 0 ? [] : yTicks(y, drawn) };
  });
  const waiting = all[0]!.series.filter((_, i) => all.every(({ series }) => series[i]!.points.length === 0));

  const { padding, inner, narrow } = frame;
  const parts: Svg[] = [];
  let top = padding;
  if (options.heading !== false) {
    const heading = drawHeading(spec, frame);
    parts.push(heading.svg);
    top = heading.bottom;
  }
  const isNamed = frame.labelled || (spec.arms.length === 1 && waiting.length === 0);
  const legend = armEntries(isNamed ? waiting : all[0]!.series, waiting, narrow ? inner : undefined);
  for (const entries of [legend, markEntries(charts.find(({ series }) => series.length > 0)?.series ?? [])]) {
    const rows = drawRows(entries, padding, top, inner);
    parts.push(rows.svg);
    top += rows.height;
  }
  top += 14;

  const drawn = drawCharts(spec, charts, frame, top, { interactive, id });
  parts.push(drawn.svg);
  let height = drawn.bottom;
  for (const line of notesOf(charts).flatMap((note) => wrap(note, inner, 12))) {
    height += 18;
    parts.push(element('text', { x: padding, y: height + 6 }, escape(line)));
  }
  return {
    id,
    width: frame.width,
    height: Math.ceil(height + 20),
    title: spec.title,
    description: describe(spec, charts, waiting),
    body: parts.join(''),
  };
}

/** The charts in their columns, each under its letter and the name of y. */
function drawCharts(
  { arms, x }: FigureSpec,
  charts: readonly Chart[],
  { padding, columns, columnGap, column, plotHeight, narrow, labelled }: Frame,
  start: number,
  { interactive, id }: { interactive: boolean; id: string },
): { svg: Svg; bottom: number } {
  const isEmpty = charts.every(({ series }) => series.length === 0);
  const labels = labelled && !isEmpty ? Math.max(...arms.map(({ label }) => textWidth(label, 12))) + 40 : 0;
  const margin = Math.max(...charts.map(({ ticks }) => (ticks.length === 0 ? 0 : yMargin(ticks))));
  const lines = (text: string, width: number, bold: boolean) => (narrow ? wrap(text, width, 12, bold) : [text]);
  const parts: Svg[] = [];
  let top = start;
  let bottom = top;
  charts.forEach(({ y, series, ticks }, i) => {
    const left = padding + (i % columns) * (column + columnGap);
    if (i > 0 && i % columns === 0) top = bottom + 22;
    const letter = charts.length > 1 ? `${'abcd'[i]}   ` : '';
    const names = lines(y.label, column - textWidth(letter, 12, true), true);
    names.forEach((line, k) => {
      const text = element(
        'text',
        { class: 'strong', x: left, y: top + 10 + k * 16, 'xml:space': 'preserve' },
        escape(k === 0 ? letter + line : line),
      );
      parts.push(text);
    });
    const under = top + 28 + (names.length - 1) * 16;
    const box: Box = { left: left + margin, right: left + column - labels, top: under, bottom: under + plotHeight };
    bottom = Math.max(bottom, box.bottom + 46);
    if (series.length === 0) {
      parts.push(drawEmptyPanel(box));
      return;
    }
    parts.push(drawPanel({ x, y, ticks, series, box, labelled, interactive, id: `${id}-${i}` }));
    lines(x.label, box.right - box.left, false).forEach((line, k) => {
      const place = { x: (box.left + box.right) / 2, y: box.bottom + 42 + k * 16, 'text-anchor': 'middle' };
      parts.push(element('text', place, escape(line)));
      bottom = Math.max(bottom, box.bottom + 46 + k * 16);
    });
  });
  return { svg: parts.join(''), bottom };
}
