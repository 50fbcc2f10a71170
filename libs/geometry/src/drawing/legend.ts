import { element, escape, type Svg } from './svg';

/** A mark with its middle at a pixel, and what it means. */
export interface LegendEntry {
  readonly mark: (x: number, y: number) => Svg;
  readonly text: string;
}

const rowHeight = 22;

/** Entries side by side, in as many rows as they need between two x; the first row's text stands on `top`. */
export function drawLegend(entries: readonly LegendEntry[], left: number, top: number, right: number) {
  let [x, y] = [left, top];
  const drawn = entries.map(({ mark, text }) => {
    const room = 30 + 8 * text.length;
    if (x > left && x + room > right) [x, y] = [left, y + rowHeight];
    const entry = mark(x + 6, y - 4) + element('text', { x: x + 18, y }, escape(text));
    x += room;
    return entry;
  });
  return { svg: drawn.join(''), bottom: y + rowHeight / 2 };
}

/** A square of an area's colour. */
export function areaEntry(className: string, text: string): LegendEntry {
  return { text, mark: (x, y) => element('rect', { class: className, x: x - 6, y: y - 6, width: 12, height: 12 }) };
}

/** A line. */
export function lineEntry(className: string, text: string): LegendEntry {
  return { text, mark: (x, y) => element('path', { class: className, d: `M${x - 7} ${y}H${x + 7}` }) };
}
