import { element, escape, type Pixel, type Svg } from './svg';

/** [x min, y min, x max, y max]. */
export type Range = readonly [number, number, number, number];

/** Where a range of the plane is drawn. Sizes are pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The pixel of a point. */
  readonly place: (x: number, y: number) => Pixel;
}

/** A plot of a range with its upper left corner at a pixel, `width` wide; x and y have the same scale unless it would be flat or tall. */
export function plotOf([xMin, yMin, xMax, yMax]: Range, left: number, top: number, width: number): Plot {
  const proportion = (yMax - yMin) / (xMax - xMin);
  const height = width * Math.min(2, Math.max(0.5, proportion));
  return {
    left,
    top,
    right: left + width,
    bottom: top + height,
    place: (x, y) => [left + ((x - xMin) / (xMax - xMin)) * width, top + ((yMax - y) / (yMax - yMin)) * height],
  };
}

/** A range around points with room on all sides, at most twice as wide as high or as high as wide; around nothing, +-1. */
export function rangeAround(points: readonly (readonly [number, number])[], room = 0.12): Range {
  if (points.length === 0) return [-1, -1, 1, 1];
  const spans = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [least(values), -least(values.map((value) => -value))];
    return { middle: (low + high) / 2, size: high - low };
  });
  const size = Math.max(...spans.map((span) => span.size)) || 1;
  const half = spans.map((span) => (0.5 + room) * Math.max(span.size, size / 2));
  const [x, y] = [spans[0]!.middle, spans[1]!.middle];
  return [x - half[0]!, y - half[1]!, x + half[0]!, y + half[1]!];
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value));
}

/** The frame of a plot with marks, numbers and names on its lower and left side. */
export function drawAxes(plot: Plot, [xMin, yMin, xMax, yMax]: Range, names: readonly [string, string]): Svg {
  const { left, top, right, bottom, place } = plot;
  const xTicks = ticks(xMin, xMax).map(({ value, text }) => {
    const [x] = place(value, yMin);
    return (
      element('line', { class: 'axis', x1: x, x2: x, y1: bottom, y2: bottom + 5 }) +
      element('text', { x, y: bottom + 18, 'text-anchor': 'middle' }, text)
    );
  });
  const yTicks = ticks(yMin, yMax).map(({ value, text }) => {
    const [, y] = place(xMin, value);
    return (
      element('line', { class: 'axis', x1: left - 5, x2: left, y1: y, y2: y }) +
      element('text', { x: left - 8, y: y + 4, 'text-anchor': 'end' }, text)
    );
  });
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const turned = `rotate(-90 ${left - 44} ${Math.round(middleY * 100) / 100})`;
  return [
    element('rect', { class: 'frame', x: left, y: top, width: right - left, height: bottom - top }),
    ...xTicks,
    ...yTicks,
    element('text', { class: 'strong', x: middleX, y: bottom + 36, 'text-anchor': 'middle' }, escape(names[0])),
    element(
      'text',
      { class: 'strong', x: left - 44, y: middleY, 'text-anchor': 'middle', transform: turned },
      escape(names[1]),
    ),
  ].join('');
}

/** Ticks inside a range, 1, 2, 2.5 or 5 times a power of ten apart, about five of them. */
function ticks(low: number, high: number): { readonly value: number; readonly text: string }[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.85)!;
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(12)) + 0;
    return { value, text: String(value).replace('-', '−') };
  });
}
