import { groupBy } from '@tombola/shared';
import { inkOf } from '../../charts/colours';
import { tenth, type Drawing, type Mark } from '../../charts/drawing';
import { plotFont } from '../../charts/plot-frame';
import { fitted } from '../plot/fitted';
import { NONE_DROP, type ParallelAxis } from './axes';
import { brushPixels, type Brushes } from './brushes';
import type { ColourScale } from './colour-scale';
import type { ParallelRow } from './rows';

/** Room over and under the axes. */
export const TOP = 12;
const PLOT_HEIGHT = 320;
export const BOTTOM = TOP + PLOT_HEIGHT;
/** Of the strip with the names of axes, in pictures that stand alone. */
const TITLES = 26;
const SIDE = 72;

export interface ParallelLook {
  readonly width: number;
  readonly dark: boolean;
  /** Names of axes within the picture; on a page they are buttons over it. */
  readonly titles: boolean;
}

/** Where an axis stands. */
export function axisX(place: number, count: number, width: number): number {
  return count === 1 ? width / 2 : SIDE + (place * (width - 2 * SIDE)) / (count - 1);
}

/** Lines of rows over their axes. Lines of one colour are one element, so that thousands of rows are drawn at once. */
export function parallelDrawing(
  axes: readonly ParallelAxis[],
  rows: readonly ParallelRow[],
  isChosen: (row: ParallelRow) => boolean,
  { brushes, colour, colourBy }: { readonly brushes: Brushes; readonly colour: ColourScale; readonly colourBy: string },
  { width, dark, titles }: ParallelLook,
): Drawing {
  const ink = inkOf(dark);
  const xs = axes.map((_, i) => axisX(i, axes.length, width));
  const shift = titles ? TITLES : 0;
  const byColour = groupBy(rows, (row) => (isChosen(row) ? colour.stepOf(row.values[colourBy] ?? null) : 'left out'));
  const strokeOf = (key: number | null | 'left out') =>
    key === 'left out'
      ? { stroke: ink.text, strokeOpacity: 0.12, strokeWidth: 1 }
      : { stroke: key === null ? ink.text : colour.colours[key]!, strokeOpacity: 0.75, strokeWidth: 1.25 };
  // What is chosen lies on top, much over little.
  const order = [...byColour.keys()].sort((a, b) => rank(a) - rank(b));
  const lines = order.map((key): Mark => {
    const d = byColour
      .get(key)!
      .map((row) => rowPath(row, axes, xs))
      .join('');
    return { tag: 'path', attributes: { d, fill: 'none', strokeLinejoin: 'round', ...strokeOf(key) } };
  });
  const chosen = rows.filter(isChosen).length;
  const marks = [...lines, ...axes.flatMap((axis, i) => axisMarks(axis, xs[i]!, ink, brushes))];
  const text = { fill: ink.text, fontSize: 12, fontFamily: plotFont, textAnchor: 'middle' };
  return {
    width,
    height: BOTTOM + NONE_DROP + 14 + shift,
    label: `${rows.length} trials over ${axes.map(({ title }) => title).join(', ')}; ${chosen} of them in all ranges.`,
    marks: titles
      ? [
          ...axes.map(({ title }, i): Mark => ({
            tag: 'text',
            attributes: { ...text, x: tenth(xs[i]!), y: 16 },
            text: fitted(
              title,
              axes.length < 2 ? width : axisX(1, axes.length, width) - axisX(0, axes.length, width) - 8,
            ),
          })),
          { tag: 'g', attributes: { transform: `translate(0 ${shift})` }, children: marks },
        ]
      : marks,
  };
}

/** The line of a row. */
export function rowPath({ values }: ParallelRow, axes: readonly ParallelAxis[], xs: readonly number[]): string {
  return axes
    .map(({ id, place }, i) => `${i === 0 ? 'M' : 'L'}${tenth(xs[i]!)} ${tenth(place(values[id] ?? null))}`)
    .join('');
}

/** The row whose line passes nearest to a place; -1 when none does within reach. */
export function nearestRow(
  rows: readonly ParallelRow[],
  axes: readonly ParallelAxis[],
  xs: readonly number[],
  [x, y]: readonly [number, number],
): number {
  const right = xs.findIndex((each) => each >= x);
  if (right < 1) return -1;
  const [one, other] = [axes[right - 1]!, axes[right]!];
  const share = (x - xs[right - 1]!) / (xs[right]! - xs[right - 1]!);
  let [best, least] = [-1, REACH];
  rows.forEach(({ values }, i) => {
    const from = one.place(values[one.id] ?? null);
    const at = from + (other.place(values[other.id] ?? null) - from) * share;
    if (Math.abs(at - y) < least) [best, least] = [i, Math.abs(at - y)];
  });
  return best;
}

const REACH = 10;

const rank = (key: number | null | 'left out') => (key === 'left out' ? -2 : key === null ? -1 : key);

function axisMarks(axis: ParallelAxis, x: number, ink: ReturnType<typeof inkOf>, brushes: Brushes): Mark[] {
  const at = tenth(x);
  const brush = brushes[axis.id];
  const covered = brush && brushPixels(axis, brush);
  // Ticks that would touch are left out.
  const every = Math.max(1, Math.ceil((axis.ticks.length * 15) / PLOT_HEIGHT));
  const label = (y: number, text: string): Mark => ({
    tag: 'text',
    attributes: {
      ...{ x: tenth(x + 7), y: tenth(y + 4), fill: ink.text, fontSize: 11, fontFamily: plotFont },
      // A rim keeps the words readable on lines.
      ...{ stroke: ink.surface, strokeWidth: 4, strokeLinejoin: 'round', paintOrder: 'stroke' },
    },
    text: text.length > 14 ? `${text.slice(0, 13)}…` : text,
  });
  return [
    { tag: 'line', attributes: { x1: at, x2: at, y1: TOP, y2: BOTTOM, stroke: ink.text } },
    ...(covered
      ? [
          {
            tag: 'rect' as const,
            attributes: {
              ...{
                x: tenth(x - 7),
                y: tenth(covered[0]),
                width: 14,
                height: tenth(Math.max(3, covered[1] - covered[0])),
              },
              ...{ fill: ink.text, fillOpacity: 0.28, stroke: ink.text, rx: 2 },
            },
          },
        ]
      : []),
    ...axis.ticks.filter((_, i) => i % every === 0).map((tick) => label(tick.at, tick.text)),
    ...axis.ticks.map((tick): Mark => ({
      tag: 'line',
      attributes: { x1: tenth(x - 3), x2: tenth(x + 3), y1: tenth(tick.at), y2: tenth(tick.at), stroke: ink.text },
    })),
    ...(axis.hasNone ? [label(BOTTOM + NONE_DROP, 'none')] : []),
  ];
}
