import type { YAxis } from '@tombola/shared';
import { categoryClass } from '../category';
import type { Box } from '../figure/axes';
import { formatDensity, formatRange, formatValue } from '../figure/format';
import { marker } from '../figure/marks';
import type { Scale } from '../figure/scale';
import { element, path, type Pixel, type Svg } from '../figure/svg';
import { seedText, tellMean, tellSeed } from '../figure/told';
import type { Dot } from './places';

/** Where a dot is drawn. */
interface DotPlace {
  readonly value: YAxis;
  readonly toX: Scale;
  /** The middle of its lane. */
  readonly y: number;
  readonly box: Box;
  readonly interactive: boolean;
  /** The id of what cuts off at the plot's sides. */
  readonly clip: string;
}

/** A mean with its whisker and its seeds. One that lies outside the axis is an arrow at the side where it lies. */
export function drawDot(dot: Dot, { value, toX, y, box, interactive, clip }: DotPlace): Svg {
  const { label, index, point, interval } = dot;
  const x = toX(point.summary.mean);
  const { attributes, title } = tellMean(interactive, wordsOf(dot, value), point);
  const mark =
    x >= box.left && x <= box.right
      ? marker(index, [x, y], 4, attributes, title)
      : element(
          'path',
          { class: 'marker', d: arrow(x < box.left ? box.left : box.right, y, x < box.left), ...attributes },
          title,
        );
  const seeds = point.seeds.map((one) => {
    const told = tellSeed(interactive, `${label}, ${seedText(one, value)}`, point, one);
    return element('circle', { class: 'seed', cx: toX(one.value), cy: y, r: 2, ...told.attributes }, told.title);
  });
  const whisker =
    interval && element('line', { class: 'whisker', x1: toX(interval[0]), x2: toX(interval[1]), y1: y, y2: y });
  const cut = element('g', { 'clip-path': `url(#${clip})` }, whisker ?? '', ...seeds);
  return element('g', { class: categoryClass(index) }, cut, mark);
}

function wordsOf({ label, point, interval }: Dot, value: YAxis): string {
  const [low, high] = (interval ?? []).map((end) => formatValue(end, value.unit));
  const between = interval === undefined ? '' : `, 95 % interval ${low} to ${high}`;
  return [
    `${label} at ${formatDensity(point.density)} % of the weights: mean ${formatRange(point.summary, value.unit)}${between}`,
    ...point.seeds.map((one) => seedText(one, value)),
  ].join('\n');
}

/** A triangle at a side of the plot that points out of it. */
function arrow(x: number, y: number, left: boolean): string {
  const inwards = left ? 8 : -8;
  const corners: Pixel[] = [
    [x, y],
    [x + inwards, y - 5],
    [x + inwards, y + 5],
  ];
  return `${path(corners)}Z`;
}
