import { canonicalJson, hash, type FigureDeclaration } from '@tombola/shared';
import type { Observation } from '../observation';
import { yMargin, yTicks, type Box } from './axes';
import { describe, notesOf } from './describe';
import { armEntries, drawRows, markEntries } from './legend';
import { drawPanel } from './panel';
import { seriesOf } from './series';
import { readFigure } from './read';
import { element, escape, type Svg } from './svg';
import { textWidth, wrap } from './text';
import { styleSheet, type Theme } from './theme';

const padding = 24;
const panelGap = 36;

/**
 * A declared figure as a standalone SVG document: the same observations and declaration give the same text. Lines join
 * means at the levels and bands span the seeds; nothing is smoothed. Sizes are CSS pixels; the picture scales.
 *
 * @throws {InputError} for a wrong declaration, an arm without observations, or as `aggregate`.
 */
export function renderFigure(
  declared: FigureDeclaration,
  observations: readonly Observation[],
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const spec = readFigure(declared);
  const id = `figure-${hash(canonicalJson(spec)).slice(0, 8)}`;
  const panels = (spec.panels ?? [spec.y!]).map((y) => {
    const series = seriesOf(spec, y, observations);
    return { y, series, ticks: yTicks(y, series) };
  });
  const { series } = panels[0]!;
  const beside = spec.arrangement === 'side by side' && panels.length > 1;
  const labelled = !beside && spec.arms.length > 1;
  const width = beside ? 480 * Math.min(2, panels.length) : 720;
  const inner = width - 2 * padding;

  const parts: Svg[] = [];
  let top = padding;
  const write = (text: string, kind: 'title' | 'subtitle', size: number, height: number) => {
    for (const line of wrap(text, inner, size, kind === 'title')) {
      parts.push(element('text', { class: kind, x: padding, y: top + size - 2 }, escape(line)));
      top += height;
    }
  };
  write(spec.title, 'title', 17, 23);
  if (spec.subtitle !== undefined) write(spec.subtitle, 'subtitle', 13, 18);
  top += 8;
  for (const entries of [labelled || spec.arms.length === 1 ? [] : armEntries(series), markEntries(series)]) {
    const rows = drawRows(entries, padding, top, inner);
    parts.push(rows.svg);
    top += rows.height;
  }
  top += 14;

  const labels = labelled ? Math.max(...spec.arms.map(({ label }) => textWidth(label, 12))) + 40 : 0;
  const columns = beside ? 2 : 1;
  const plotHeight = panels.length === 1 ? 280 : beside ? 260 : 200;
  const left = Math.max(...panels.map(({ ticks }) => yMargin(ticks)));
  const column = (inner - (columns - 1) * panelGap) / columns;
  let bottom = top;
  panels.forEach(({ y, series, ticks }, i) => {
    const start = padding + (i % columns) * (column + panelGap);
    if (i > 0 && i % columns === 0) top = bottom + 22;
    const box: Box = {
      left: start + left,
      right: start + column - labels,
      top: top + 28,
      bottom: top + 28 + plotHeight,
    };
    const letter = panels.length > 1 ? `${'abcd'[i]}   ` : '';
    parts.push(
      element('text', { class: 'strong', x: start, y: top + 10, 'xml:space': 'preserve' }, escape(letter + y.label)),
      drawPanel({ x: spec.x, y, ticks, series, box, labelled, id: `${id}-${i}` }),
      element(
        'text',
        { x: (box.left + box.right) / 2, y: box.bottom + 42, 'text-anchor': 'middle' },
        escape(spec.x.label),
      ),
    );
    bottom = Math.max(bottom, box.bottom + 46);
  });

  let height = bottom;
  for (const line of notesOf(panels).flatMap((note) => wrap(note, inner, 12))) {
    height += 18;
    parts.push(element('text', { x: padding, y: height + 6 }, escape(line)));
  }
  height = Math.ceil(height + padding - 4);

  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    class: 'tombola-figure',
    role: 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    style: 'max-width:100%;height:auto',
  };
  return `${element(
    'svg',
    root,
    element('title', { id: `${id}-title` }, escape(spec.title)),
    element('desc', { id: `${id}-desc` }, escape(describe(spec, panels))),
    element('style', {}, styleSheet(theme)),
    element('rect', { class: 'surface', width, height }),
    ...parts,
  )}\n`;
}
