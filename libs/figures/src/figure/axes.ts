import type { XAxis, YAxis } from '@tombola/shared';
import { formatDensity, formatTicks } from './format';
import { scale, niceTicks, type Scale } from './scale';
import type { Series } from './series';
import { element, escape, type Svg } from './svg';
import { textWidth } from './text';

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

const tickSize = 12;
/** Between the plot's sides and the outermost levels: markers stay inside. */
const inset = 14;

/** Ticks of y around the data, or around the range that the figure asks for. */
export function yTicks(y: YAxis, series: readonly Series[]): Tick[] {
  const values = series.flatMap(({ points }) => points.flatMap(({ summary }) => [summary.min, summary.max]));
  const [low, high] = y.range ?? [Math.min(...values), Math.max(...values)];
  // A range that was asked for is kept: only ticks inside it.
  const ticks = niceTicks(y.scale, low, high).filter((tick) => !y.range || (tick >= low && tick <= high));
  const texts = formatTicks(ticks, y.unit);
  return ticks.map((value, i) => ({ value, text: texts[i]! }));
}

export function yScale(y: YAxis, ticks: readonly Tick[], box: Box): Scale {
  const domain = y.range ?? ([ticks[0]!.value, ticks.at(-1)!.value] as const);
  return scale(y.scale === 'log' && domain[0] > 0 ? 'log' : 'linear', domain, [box.bottom, box.top]);
}

/** The distinct places of the levels along x, from the left. */
export function xPlaces(x: XAxis, series: readonly Series[]): number[] {
  const places = new Set(series.flatMap(({ points }) => points.map((point) => point.x)));
  return [...places].sort((a, b) => (x.reversed ? b - a : a - b));
}

export function xScale(x: XAxis, places: readonly number[], box: Box): Scale {
  const domain = [places[0]!, places.at(-1)!] as const;
  return scale(x.scale === 'log' && Math.min(...domain) > 0 ? 'log' : 'linear', domain, [
    box.left + inset,
    box.right - inset,
  ]);
}

/** Horizontal grid lines with their values on the left. */
export function drawYAxis(ticks: readonly Tick[], toPixel: Scale, box: Box): Svg {
  return ticks
    .map(({ value, text }) => {
      const y = toPixel(value);
      return (
        element('line', { class: 'grid', x1: box.left, x2: box.right, y1: y, y2: y }) +
        element('text', { x: box.left - 8, y: y + 4, 'text-anchor': 'end' }, escape(text))
      );
    })
    .join('');
}

/** The bottom axis: a mark at every level, and the values of the two ends and of as many between as do not touch. */
export function drawXAxis(x: XAxis, places: readonly number[], toPixel: Scale, box: Box): Svg {
  // Shares are measured, not chosen: what tells them apart to the last digit nobody reads.
  const texts = x.unit === 'percent' ? places.map(formatDensity) : formatTicks(places, x.unit);
  // Arms may differ in the last digits of a density: one text, one tick.
  const ticks = places
    .map((value, i) => ({ at: toPixel(value), text: texts[i]! }))
    .filter(({ text }, i) => texts.indexOf(text) === i);
  const named = namedTicks(ticks);
  const marks = ticks.map((tick) => {
    const { at, text } = tick;
    const length = named.has(tick) ? 6 : 4;
    const mark = element('line', { class: 'axis', x1: at, x2: at, y1: box.bottom, y2: box.bottom + length });
    if (!named.has(tick)) return mark;
    return mark + element('text', { x: at, y: box.bottom + 20, 'text-anchor': 'middle' }, escape(text));
  });
  const line = element('line', { class: 'axis', x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom });
  return line + marks.join('');
}

interface PlacedTick {
  readonly at: number;
  readonly text: string;
}

function namedTicks(ticks: readonly PlacedTick[]): Set<PlacedTick> {
  // The widest text sets one distance for all, so that evenly spaced levels are evenly named.
  const room = Math.max(...ticks.map(({ text }) => textWidth(text, tickSize))) + 8;
  const fit = (left: PlacedTick, right: PlacedTick) => right.at - left.at >= room;
  const last = ticks.at(-1)!;
  const named = [ticks[0]!];
  for (const tick of ticks.slice(1, -1)) {
    if (fit(named.at(-1)!, tick) && fit(tick, last)) named.push(tick);
  }
  if (named[0] !== last && fit(named.at(-1)!, last)) named.push(last);
  return new Set(named);
}

/** Room that the texts of y need left of the plot, in pixels. */
export function yMargin(ticks: readonly Tick[]): number {
  return Math.ceil(Math.max(...ticks.map(({ text }) => textWidth(text, tickSize)))) + 8;
}
