import { niceTicks, scale } from '@tombola/figures';
import type { Line } from '../charts/align';
import { inkOf, strokeOf, type Stroke } from '../charts/colours';
import { svgText, tenth, type Mark } from '../charts/drawing';

export interface ChartWords {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly formatX: (value: number) => string;
  readonly formatY: (value: number) => string;
  /** The part of x that is shown. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

const WIDTH = 720;
const PLOT = { left: 64, right: WIDTH - 28, top: 40, bottom: 360 };
const LEGEND = { top: PLOT.bottom + 58, column: 224, row: 18 };
const ink = inkOf(false);

/** The curves of a chart as an SVG document in light colours, as they are on the screen. */
export function chartDrawing(lines: readonly Line[], words: ChartWords): string {
  const named = lines.filter(({ faint }) => faint !== true);
  const rows = Math.ceil(named.length / 3);
  const height = LEGEND.top + rows * LEGEND.row;
  const places = placesOf(lines, words);
  const marks = [
    text(PLOT.left, 22, words.title, { fontSize: 14, fontWeight: 600 }),
    ...axes(words, places),
    ...lines.flatMap((line) => lineMarks(line, places)),
    ...named.flatMap(legendMarks),
  ];
  return svgText({ width: WIDTH, height, label: words.title, marks }, ink.surface);
}

interface Places {
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly isInside: (x: number) => boolean;
}

function placesOf(lines: readonly Line[], { logX, logY, range }: ChartWords): Places {
  const isInside = (x: number) => range === null || (x >= range.min && x <= range.max);
  const xs = lines.flatMap((line) => line.xs.filter(isInside));
  const ys = lines.flatMap(({ xs, values, band }) =>
    [values, band?.low ?? [], band?.high ?? []].flatMap((list) =>
      list.filter((y, i) => y !== null && isInside(xs[i]!)),
    ),
  ) as number[];
  const [left, right] = range === null ? extent(xs) : [range.min, range.max];
  const [xKind, yKind] = [logX ? 'log' : 'linear', logY ? 'log' : 'linear'] as const;
  const yTicks = niceTicks(yKind, ...extent(ys));
  return {
    toX: scale(xKind, [left, right], [PLOT.left, PLOT.right]),
    toY: scale(yKind, [yTicks[0]!, yTicks.at(-1)!], [PLOT.bottom, PLOT.top]),
    xTicks: niceTicks(xKind, left, right, 7).filter((tick) => tick >= left && tick <= right),
    yTicks,
    isInside,
  };
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

function axes({ title, xLabel, yLabel, formatX, formatY }: ChartWords, { toX, toY, xTicks, yTicks }: Places): Mark[] {
  const rule = (x1: number, y1: number, x2: number, y2: number): Mark => ({
    tag: 'line',
    attributes: { x1: tenth(x1), y1: tenth(y1), x2: tenth(x2), y2: tenth(y2), stroke: ink.grid, strokeWidth: 1 },
  });
  return [
    ...yTicks.flatMap((tick) => [
      rule(PLOT.left, toY(tick), PLOT.right, toY(tick)),
      text(PLOT.left - 8, toY(tick) + 4, formatY(tick), { textAnchor: 'end' }),
    ]),
    ...xTicks.flatMap((tick) => [
      rule(toX(tick), PLOT.top, toX(tick), PLOT.bottom),
      text(toX(tick), PLOT.bottom + 18, formatX(tick), { textAnchor: 'middle' }),
    ]),
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 38, xLabel, { textAnchor: 'middle' }),
    ...(yLabel === title ? [] : [text(PLOT.right, 22, yLabel, { textAnchor: 'end' })]),
  ];
}

function lineMarks({ index, dash, xs, values, band, faint }: Line, places: Places): Mark[] {
  const stroke = strokeOf(index, false, dash);
  const { low = [], high = [] } = band ?? {};
  // A band is where both of its edges are.
  const edge = (own: Values, other: Values) => own.map((value, i) => (other[i] == null ? null : value));
  const lows = runsOf(xs, edge(low, high), places);
  const areas = runsOf(xs, edge(high, low), places).map((run, i): Mark => {
    const d = `${pathOf(run)}${pathOf(lows[i]!.toReversed()).replace('M', 'L')}Z`;
    return { tag: 'path', attributes: { d, fill: stroke.colour, fillOpacity: 0.15, stroke: 'none' } };
  });
  const look = { fill: 'none', ...strokeAttributes(stroke, faint === true ? 1 : 1.75) };
  const d = runsOf(xs, values, places).map(pathOf).join('');
  return [...areas, { tag: 'path', attributes: { d, ...look, strokeOpacity: faint === true ? 0.4 : 1 } }];
}

type Values = readonly (number | null)[];
type Pixel = readonly [x: number, y: number];

/** The pieces of a line between the places where it breaks, as far as they are shown. */
function runsOf(xs: readonly number[], values: Values, { toX, toY, isInside }: Places): Pixel[][] {
  const runs: Pixel[][] = [[]];
  values.forEach((value, i) => {
    if (value === null) runs.push([]);
    else if (isInside(xs[i]!)) runs.at(-1)!.push([tenth(toX(xs[i]!)), tenth(toY(value))]);
  });
  return runs.filter((run) => run.length > 0);
}

const pathOf = (points: readonly Pixel[]) => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

function legendMarks({ index, dash, label }: Line, place: number): Mark[] {
  const stroke = strokeOf(index, false, dash);
  const x = PLOT.left + (place % 3) * LEGEND.column;
  const y = LEGEND.top + Math.floor(place / 3) * LEGEND.row;
  return [
    { tag: 'line', attributes: { x1: x, y1: y - 4, x2: x + 22, y2: y - 4, ...strokeAttributes(stroke, 2) } },
    text(x + 28, y, label),
  ];
}

const strokeAttributes = ({ colour, dash }: Stroke, width: number): Mark['attributes'] => ({
  stroke: colour,
  strokeWidth: width,
  strokeLinejoin: 'round',
  ...(dash.length > 0 && { strokeDasharray: dash.join(' ') }),
});

const text = (x: number, y: number, words: string, more: Mark['attributes'] = {}): Mark => ({
  tag: 'text',
  attributes: { x: tenth(x), y: tenth(y), fill: ink.text, fontSize: 12, fontFamily: 'system-ui, sans-serif', ...more },
  text: words,
});
