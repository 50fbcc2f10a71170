import type { Scale } from '@tombola/figures';
import { inkOf } from './colours';
import { tenth, type Mark } from './drawing';

export const plotFont = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export interface Axis {
  /** To pixels. */
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly format: (tick: number) => string;
  readonly title: string;
}

/** Edges of the area of a plot in pixels. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Axes of a small plot: ticks with their numbers, a grid of horizontal lines, titles. */
export function plotFrame({ left, right, top, bottom }: Area, x: Axis, y: Axis, dark: boolean): Mark[] {
  const { text: fill, grid } = inkOf(dark);
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string): Mark => ({
    tag: 'line',
    attributes: { x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2), stroke },
  });
  const words = (at: readonly [number, number], text: string, more: Mark['attributes'] = {}): Mark => ({
    tag: 'text',
    attributes: { x: tenth(at[0]), y: tenth(at[1]), fill, fontSize: 12, fontFamily: plotFont, ...more },
    text,
  });
  return [
    ...y.ticks.map((tick) => line(left, y.scale(tick), right, y.scale(tick), grid)),
    ...y.ticks.map((tick) => words([left - 6, y.scale(tick) + 4], y.format(tick), { textAnchor: 'end' })),
    line(left, bottom, right, bottom, fill),
    ...x.ticks.flatMap((tick) => [
      line(x.scale(tick), bottom, x.scale(tick), bottom + 4, fill),
      words([x.scale(tick), bottom + 17], x.format(tick), { textAnchor: 'middle' }),
    ]),
    words([(left + right) / 2, bottom + 35], x.title, { textAnchor: 'middle' }),
    words([left, top - 9], y.title, { textAnchor: 'start' }),
  ];
}

/** About so many pixels wide is a text of the plot's font. */
export const textWidth = (text: string): number => text.length * 6.6;

/** Names of lines in rows from a place on: a piece of each line, then its name. */
export function plotLegend(
  entries: readonly { readonly label: string; readonly colour: string; readonly dash?: readonly number[] }[],
  { left, right, top }: Pick<Area, 'left' | 'right' | 'top'>,
  dark: boolean,
): { readonly marks: readonly Mark[]; readonly height: number } {
  const row = 18;
  let [x, y] = [left, top];
  const marks = entries.flatMap(({ label, colour, dash = [] }): Mark[] => {
    const width = 28 + textWidth(label) + 14;
    if (x > left && x + width - 14 > right) [x, y] = [left, y + row];
    const from = x;
    x += width;
    return [
      {
        tag: 'line',
        attributes: {
          ...{ x1: tenth(from), x2: tenth(from + 20), y1: y - 4, y2: y - 4 },
          ...{ stroke: colour, strokeWidth: 2, strokeDasharray: dash.join(' ') || 'none' },
        },
      },
      {
        tag: 'text',
        attributes: { x: tenth(from + 26), y, fontSize: 12, fontFamily: plotFont, fill: inkOf(dark).text },
        text: label,
      },
    ];
  });
  return { marks, height: entries.length === 0 ? 0 : y - top + row };
}
