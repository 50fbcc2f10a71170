import { colourClass, sample } from './marks';
import type { Series } from './series';
import { element, escape, type Svg } from './svg';
import { textWidth } from './text';

/** Something drawn from (0, 0), its baseline at y = 4, with its width in pixels. */
interface Entry {
  readonly svg: Svg;
  readonly width: number;
}

const rowHeight = 20;

/** Rows of entries from (left, top): the drawing and its height. */
export function drawRows(
  entries: readonly Entry[],
  left: number,
  top: number,
  width: number,
): { svg: Svg; height: number } {
  let x = 0;
  let row = 0;
  const placed = entries.map((entry) => {
    if (x > 0 && x + entry.width > width) {
      x = 0;
      row++;
    }
    const group = element(
      'g',
      { transform: `translate(${left + Math.round(x)} ${top + row * rowHeight + 8})` },
      entry.svg,
    );
    x += entry.width + 20;
    return group;
  });
  return { svg: placed.join(''), height: entries.length === 0 ? 0 : (row + 1) * rowHeight };
}

/** An entry for each arm. */
export function armEntries(series: readonly Series[]): Entry[] {
  return series.map(({ label, index }) => ({
    svg:
      element('g', { class: colourClass(index) }, sample(index, 0, 0)) +
      element('text', { class: 'plain', x: 26, y: 4 }, escape(label)),
    width: 26 + textWidth(label, 12),
  }));
}

/** What line, band and dots mean, with the number of seeds, so that the figure can stand alone. */
export function markEntries(series: readonly Series[]): Entry[] {
  const counts = series.flatMap(({ points }) => points.map(({ summary }) => summary.n));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const over = `${fewest === most ? most : `${fewest} to ${most}`} seed${most === 1 ? '' : 's'}`;
  const entry = (svg: Svg, text: string): Entry => ({
    svg: element('g', { class: 'neutral' }, svg) + element('text', { x: 26, y: 4 }, escape(text)),
    width: 26 + textWidth(text, 12),
  });
  const line = sample(0, 0, 0);
  if (most === 1) return [entry(line, '1 seed')];
  return [
    entry(line, `mean of ${over}`),
    entry(element('rect', { class: 'band', x: 0, y: -6, width: 20, height: 12 }), `min–max over ${over}`),
    entry(element('circle', { class: 'seed', cx: 10, cy: 0, r: 2 }), 'one seed'),
  ];
}
