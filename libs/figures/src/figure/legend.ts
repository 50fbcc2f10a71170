import { categoryClass } from '../category';
import { key, keyWidth, marker, sample } from './marks';
import type { Series } from './series';
import { element, escape, type Svg } from './svg';
import { textWidth, wrap } from './text';

/** Something drawn from (0, 0), its first baseline at y = 4, with its width in pixels. */
export interface Entry {
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

/** An entry for each sign by the colour and marker that it has, -1 for a baseline. */
export function keyEntries(keys: readonly { readonly label: string; readonly index: number }[]): Entry[] {
  return keys.map(({ label, index }) => ({
    svg:
      element('g', { class: categoryClass(index) }, key(index, 0, 0)) +
      element('text', { class: 'plain', x: keyWidth + 6, y: 4 }, escape(label)),
    width: keyWidth + 6 + textWidth(label, 12),
    lines: 1,
  }));
}

/** What line, band and dots mean, with the number of seeds, so that the figure can stand alone. */
export function markEntries(series: readonly Series[]): Entry[] {
  const counts = series.flatMap(({ points }) => points.map(({ summary }) => summary.n));
  if (counts.length === 0) return [];
  const { most, over } = seedsOf(counts);
  const line = sample(0, 0, 0);
  if (most === 1) return [neutralEntry(line, '1 seed')];
  const band = element('rect', { class: 'band', x: 0, y: -6, width: 20, height: 12 });
  return [neutralEntry(line, `mean of ${over}`), neutralEntry(band, `min–max over ${over}`), seedEntry()];
}

/** What dots and whiskers mean. */
export function dotEntries(counts: readonly number[]): Entry[] {
  if (counts.length === 0) return [];
  const { most, over } = seedsOf(counts);
  const dot = marker(0, [10, 0], 4);
  if (most === 1) return [neutralEntry(dot, '1 seed')];
  const whisker = element('line', { class: 'whisker', x1: 0, x2: 20, y1: 0, y2: 0 });
  return [neutralEntry(dot, `mean of ${over}`), neutralEntry(whisker, '95 % interval of the mean'), seedEntry()];
}

function seedEntry(): Entry {
  return neutralEntry(element('circle', { class: 'seed', cx: 10, cy: 0, r: 2 }), 'one seed');
}

function neutralEntry(svg: Svg, text: string): Entry {
  return {
    svg: element('g', { class: 'neutral' }, svg) + element('text', { x: textStart, y: 4 }, escape(text)),
    width: textStart + textWidth(text, 12),
    lines: 1,
  };
}

function seedsOf(counts: readonly number[]): { most: number; over: string } {
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return { most, over: `${fewest === most ? most : `${fewest} to ${most}`} seed${most === 1 ? '' : 's'}` };
}
