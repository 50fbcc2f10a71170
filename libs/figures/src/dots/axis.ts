import type { YAxis } from '@tombola/shared';
import type { Box, Tick } from '../figure/axes';
import { formatRange, formatTicks } from '../figure/format';
import { niceTicks, scale, type Scale } from '../figure/scale';
import { element, escape, path, type Svg } from '../figure/svg';
import { textWidth } from '../figure/text';
import { seedCount, tellMean } from '../figure/told';
import type { Dot, Places } from './places';

/** Between the plot's sides and its outermost ticks. */
const inset = 8;

/** What the axis can show: the range that the figure asks for; of shares 0 to 1, since few seeds have wide intervals. */
export function limitsOf({ range, unit }: YAxis, places: Places): readonly [number, number] {
  if (range !== undefined) return range;
  const isShare = unit === 'percent' && seedsOf(places).every((seed) => seed >= 0 && seed <= 1);
  return isShare ? [0, 1] : [-Infinity, Infinity];
}

function seedsOf({ rows, baselines }: Places): number[] {
  const dots = [...baselines, ...rows.flatMap((row) => row.dots.filter((dot) => dot !== undefined))];
  return dots.flatMap(({ point: { summary } }) => [summary.min, summary.max]);
}

/** Ticks around all seeds and intervals, or in the range that the figure asks for, and the scale along them. */
export function valueScale(value: YAxis, places: Places, box: Box): { ticks: Tick[]; toX: Scale } {
  const [least, most] = limitsOf(value, places);
  const ends = places.rows.flatMap((row) => row.dots.flatMap((dot) => dot?.interval ?? []));
  const reached = [...seedsOf(places), ...ends.map((end) => Math.min(most, Math.max(least, end)))];
  const [low, high] = value.range ?? [Math.min(...reached), Math.max(...reached)];
  const values = niceTicks(value.scale, low, high).filter((tick) => !value.range || (tick >= low && tick <= high));
  const texts = formatTicks(values, value.unit);
  const domain = value.range ?? ([values[0]!, values.at(-1)!] as const);
  const kind = value.scale === 'log' && domain[0] > 0 ? 'log' : 'linear';
  return {
    ticks: values.map((tick, i) => ({ value: tick, text: texts[i]! })),
    toX: scale(kind, domain, [box.left + inset, box.right - inset]),
  };
}

/** Vertical grid lines with their values below, as many of them as do not touch. */
export function drawValueAxis(ticks: readonly Tick[], toX: Scale, box: Box): Svg {
  const line = element('line', { class: 'axis', x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom });
  let free = -Infinity;
  const marks = ticks.map(({ value, text }) => {
    const x = toX(value);
    const grid = element('line', { class: 'grid', x1: x, x2: x, y1: box.top, y2: box.bottom });
    const half = textWidth(text, 12) / 2;
    if (x - half < free) return grid;
    free = x + half + 8;
    return grid + element('text', { x, y: box.bottom + 20, 'text-anchor': 'middle' }, escape(text));
  });
  return marks.join('') + line;
}

/** Dashed lines through all rows, in a band from the least to the greatest seed. */
export function drawBaselines(
  baselines: readonly Dot[],
  { value, toX, box, interactive }: { value: YAxis; toX: Scale; box: Box; interactive: boolean },
): Svg {
  const drawn = baselines.map(({ label, point }) => {
    const { summary } = point;
    const [from, x, to] = [toX(summary.min), toX(summary.mean), toX(summary.max)];
    if (x < box.left || x > box.right) return '';
    const left = Math.max(box.left, from);
    const band = {
      class: 'band',
      x: left,
      width: Math.min(box.right, to) - left,
      y: box.top,
      height: box.bottom - box.top,
    };
    const text = `${label}: ${formatRange(summary, value.unit)}, ${seedCount(summary.n)}`;
    const { attributes, title } = tellMean(interactive, text, point);
    const line = path([
      [x, box.top],
      [x, box.bottom],
    ]);
    return (
      (to > from ? element('rect', band) : '') + element('path', { class: 'dashed', d: line, ...attributes }, title)
    );
  });
  return element('g', { class: 'neutral' }, ...drawn);
}
