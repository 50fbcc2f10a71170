import type { DotsSpec } from '@tombola/shared';
import type { Box } from '../figure/axes';
import { drawEmptyPanel } from '../figure/panel';
import type { ComposeOptions, Composition } from '../figure/compose';
import { formatValue } from '../figure/format';
import { sheetOf, type Sheet } from '../figure/frame';
import { drawHeading } from '../figure/heading';
import { dotEntries, drawRows, keyEntries } from '../figure/legend';
import { element, escape, type Svg } from '../figure/svg';
import type { Observation } from '../observation';
import { textWidth, wrap } from '../figure/text';
import { drawDot } from './dot';
import { drawBaselines, drawValueAxis, valueScale } from './axis';
import { describeDots, notesOfDots } from './describe';
import { placesOf, type Dot, type Places } from './places';

/** Of one dot in its row. */
const laneHeight = 16;
const lineHeight = 16;
/** Above and below the dots of a row. */
const rowPadding = 6;

/** A row with its texts and its place, in pixels from the top of the plot. */
interface PlacedRow {
  readonly lines: readonly string[];
  readonly dots: readonly Dot[];
  readonly top: number;
  readonly height: number;
}

/**
 * Lays a dot plot out: a row a category with its name on the left and its means in figures on the right, a dot for each mean,
 * a whisker for its interval, small dots for the seeds.
 *
 * @throws {InputError} for an arm without observations unless the figure is partial, an impossible width, or as
 *   `aggregate`.
 */
export function composeDots(
  spec: DotsSpec,
  observations: readonly Observation[],
  { partial = false, interactive = false, heading = true, width, id }: ComposeOptions,
): Composition {
  const sheet = sheetOf(width, 720);
  const places = placesOf(spec, observations, partial);
  const dots = places.rows.flatMap((row) => row.dots.filter((dot) => dot !== undefined));
  const parts: Svg[] = [];
  let top = sheet.padding;
  if (heading) {
    const drawn = drawHeading(spec, sheet);
    parts.push(drawn.svg);
    top = drawn.bottom;
  }
  const counts = dots.map(({ point }) => point.summary.n);
  for (const entries of [keyEntries(keysOf(spec, places)), dotEntries(counts)]) {
    const rows = drawRows(entries, sheet.padding, top, sheet.inner);
    parts.push(rows.svg);
    top += rows.height;
  }
  top += 14;

  const plot = drawPlot(spec, places, sheet, top, { interactive, id });
  parts.push(plot.svg);
  let height = plot.bottom;
  for (const line of notesOfDots(spec, places).flatMap((note) => wrap(note, sheet.inner, 12))) {
    height += 18;
    parts.push(element('text', { x: sheet.padding, y: height + 6 }, escape(line)));
  }
  return {
    id,
    width: sheet.width,
    height: Math.ceil(height + 20),
    title: spec.title,
    description: describeDots(spec, places),
    body: parts.join(''),
  };
}

/** What the legend names: columns where there are several, and baselines with their means. */
function keysOf({ columns, value }: DotsSpec, { baselines }: Places): { label: string; index: number }[] {
  return [
    ...(columns.length === 1 ? [] : columns.map((label, index) => ({ label, index }))),
    ...baselines.map(({ label, point }) => ({
      label: `${label}: ${formatValue(point.summary.mean, value.unit)}`,
      index: -1,
    })),
  ];
}

function drawPlot(
  { value, columns }: DotsSpec,
  places: Places,
  { padding, inner, narrow }: Sheet,
  top: number,
  { interactive, id }: { interactive: boolean; id: string },
): { svg: Svg; bottom: number } {
  const rows = stack(places, narrow ? inner * 0.36 : inner * 0.4);
  const names = Math.max(...rows.flatMap(({ lines }) => lines.map((line) => textWidth(line, 12))));
  const dots = rows.flatMap((row) => row.dots);
  const texts = dots.map(({ point }) => formatValue(point.summary.mean, value.unit));
  const figures = Math.max(0, ...texts.map((text) => textWidth(text, 12)));
  const last = rows.at(-1)!;
  const box: Box = {
    left: padding + names + 14,
    right: padding + inner - figures - 12,
    top,
    bottom: top + last.top + last.height,
  };
  const labels = rows.flatMap((row) =>
    row.lines.map((line, i) => {
      const y = top + row.top + row.height / 2 + 4 + (i - (row.lines.length - 1) / 2) * lineHeight;
      return element('text', { class: 'plain', x: box.left - 12, y, 'text-anchor': 'end' }, escape(line));
    }),
  );
  if (dots.length === 0) return { svg: labels.join('') + drawEmptyPanel(box), bottom: box.bottom + 20 };

  const { ticks, toX } = valueScale(value, places, box);
  const clip = `${id}-clip`;
  const shown = rows.flatMap((row) =>
    row.dots.flatMap((dot, i) => {
      const y = top + row.top + row.height / 2 + (i - (row.dots.length - 1) / 2) * laneHeight;
      const text = formatValue(dot.point.summary.mean, value.unit);
      return [
        drawDot(dot, { value, toX, y, box, interactive, clip }),
        element('text', { x: padding + inner, y: y + 4, 'text-anchor': 'end' }, escape(text)),
      ];
    }),
  );
  const separators = rows.slice(1).map((row) => {
    const y = top + row.top;
    return element('line', { class: 'grid', x1: padding, x2: padding + inner, y1: y, y2: y });
  });
  const group = {
    'data-metric': interactive ? value.metric : undefined,
    'data-unit': interactive ? value.unit : undefined,
  };
  const middle = { x: (box.left + box.right) / 2, 'text-anchor': 'middle' };
  const title = wrap(value.label, narrow ? inner : box.right - box.left, 12);
  const svg = [
    element('clipPath', { id: clip }, element('rect', clipOf(box))),
    ...(columns.length > 1 ? separators : []),
    drawValueAxis(ticks, toX, box),
    ...labels,
    element('g', group, drawBaselines(places.baselines, { value, toX, box, interactive }), ...shown),
    ...title.map((line, i) => element('text', { ...middle, y: box.bottom + 42 + i * lineHeight }, escape(line))),
  ];
  return { svg: svg.join(''), bottom: box.bottom + 46 + (title.length - 1) * lineHeight };
}

/** Rows under each other, each as high as its dots or its name need. */
function stack({ rows }: Places, width: number): PlacedRow[] {
  let top = 0;
  return rows.map(({ label, dots: places }) => {
    const dots = places.filter((dot) => dot !== undefined);
    const lines = wrap(label, width, 12);
    const height = Math.max(dots.length * laneHeight, lines.length * lineHeight) + 2 * rowPadding;
    const row = { lines, dots, top, height };
    top += height;
    return row;
  });
}

function clipOf({ left, right, top, bottom }: Box): Record<string, number> {
  return { x: left, y: top, width: right - left, height: bottom - top };
}
