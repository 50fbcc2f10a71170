import { categoryClass } from '../category';
import { sample } from './marks';
import type { Series } from './series';
import { element, escape, type Svg } from './svg';
import { textWidth, wrap } from './text';

/** Something drawn from (0, 0), its first baseline at y = 4, with its width in pixels. */
interface Entry {
  readonly svg: Svg;
  readonly width: number;
  /** Lines of text. */
  readonly lines: number;
}

const rowHeight = 20;
const lineHeight = 16;
const textStart = 26;

/** Rows of entries from (left, top): the drawing and its height. */
export function drawRows(
  entries: readonly Entry[],
  left: number,
  top: number,
  width: number,
): { svg: Svg; height: number } {
  let x = 0;
  let y = 0;
  let height = 0;
  const placed = entries.map((entry) => {
    if (x > 0 && x + entry.width > width) {
      x = 0;
      y = height;
    }
    const group = element('g', { transform: `translate(${left + Math.round(x)} ${top + y + 8})` }, entry.svg);
    x += entry.width + 20;
    height = Math.max(height, y + rowHeight + (entry.lines - 1) * lineHeight);
    return group;
  });
  return { svg: placed.join(''), height };
}

/** An entry for each arm, in lines of at most `width` pixels where one is given. Arms without a level say so. */
export function armEntries(series: readonly Series[], waiting: readonly Series[], width?: number): Entry[] {
  return series.map((one) => {
    const { label, index } = one;
    const waits = waiting.includes(one);
    const text = waits ? `${label} (no level yet)` : label;
    const lines = width === undefined ? [text] : wrap(text, width - textStart, 12);
    const written = lines.map((line, i) =>
      element('text', { class: waits ? undefined : 'plain', x: textStart, y: 4 + i * lineHeight }, escape(line)),
    );
    return {
      svg: element('g', { class: categoryClass(index) }, sample(index, 0, 0)) + written.join(''),
      width: textStart + Math.max(...lines.map((line) => textWidth(line, 12))),
      lines: lines.length,
    };
  });
}

/** What line, band and dots mean, with the number of seeds, so that the figure can stand alone. */
export function markEntries(series: readonly Series[]): Entry[] {
  const counts = series.flatMap(({ points }) => points.map(({ summary }) => summary.n));
  if (counts.length === 0) return [];
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const over = `${fewest === most ? most : `${fewest} to ${most}`} seed${most === 1 ? '' : 's'}`;
  const entry = (svg: Svg, text: string): Entry => ({
    svg: element('g', { class: 'neutral' }, svg) + element('text', { x: textStart, y: 4 }, escape(text)),
    width: textStart + textWidth(text, 12),
    lines: 1,
  });
  const line = sample(0, 0, 0);
  if (most === 1) return [entry(line, '1 seed')];
  return [
    entry(line, `mean of ${over}`),
    entry(element('rect', { class: 'band', x: 0, y: -6, width: 20, height: 12 }), `min–max over ${over}`),
    entry(element('circle', { class: 'seed', cx: 10, cy: 0, r: 2 }), 'one seed'),
  ];
}
