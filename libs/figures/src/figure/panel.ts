import type { XAxis, YAxis } from '@tombola/shared';
import { categoryClass } from '../category';
import { drawXAxis, drawYAxis, xPlaces, xScale, yScale, type Box, type Tick } from './axes';
import { dodge } from './dodge';
import { formatDensity, formatRange, formatValue } from './format';
import { key, keyWidth, marker } from './marks';
import type { Scale } from './scale';
import type { Point, Series } from './series';
import { element, escape, path, type Pixel, type Svg } from './svg';
import { seedCount, seedText, tellMean, tellSeed } from './told';

/** One chart of a figure. */
export interface Panel {
  readonly x: XAxis;
  readonly y: YAxis;
  readonly ticks: readonly Tick[];
  readonly series: readonly Series[];
  /** The plot itself, without its texts. */
  readonly box: Box;
  /** Names the lines at their right ends; else a legend does. */
  readonly labelled: boolean;
  /** Marks have their facts as data, for a page that shows them. */
  readonly interactive: boolean;
  /** Unique in the document: the figure's and the panel's own. */
  readonly id: string;
}

/** Between two direct labels, in pixels. */
const labelGap = 17;

/** A panel: axes, bands, lines, seeds, markers and, when asked for, labels at the ends of the lines. */
export function drawPanel(panel: Panel): Svg {
  const { x, y, ticks, series, box, id } = panel;
  const places = xPlaces(x, series);
  const toX = xScale(x, places, box);
  const toY = yScale(y, ticks, box);
  const clip = `${id}-clip`;
  // The first arm of the figure is drawn last, on top.
  const lines = series.filter(({ role }) => role === 'line').reverse();
  const layers = [
    ...series.filter(({ role }) => role === 'baseline').map((one) => drawBaseline(one, toY, panel)),
    ...lines.map((one) => drawBand(one, toX, toY)),
    ...lines.map((one) => drawSeeds(one, toX, toY, panel)),
    ...lines.map((one) => drawLine(one, toX, toY, panel)),
  ];
  const group = {
    'clip-path': y.range ? `url(#${clip})` : undefined,
    'data-metric': panel.interactive ? y.metric : undefined,
    'data-unit': panel.interactive ? y.unit : undefined,
  };
  return [
    element('clipPath', { id: clip }, element('rect', rectOf(box))),
    drawYAxis(ticks, toY, box),
    drawXAxis(x, places, toX, box),
    element('g', group, ...layers),
    panel.labelled ? drawLabels(panel, toX, toY) : '',
  ].join('');
}

/** The place of a chart that has nothing to show yet. */
export function drawEmptyPanel({ left, right, top, bottom }: Box): Svg {
  const frame = { class: 'grid', fill: 'none', x: left, y: top, width: right - left, height: bottom - top };
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 + 4, 'text-anchor': 'middle' };
  return element('rect', frame) + element('text', middle, 'no level is done yet');
}

function drawBaseline({ points, label }: Series, toY: Scale, { box, y, interactive }: Panel): Svg {
  const [point] = points;
  const { summary } = point!;
  const top = toY(summary.max);
  const band = { class: 'band', x: box.left, width: box.right - box.left, y: top, height: toY(summary.min) - top };
  const level = toY(summary.mean);
  const line = path([
    [box.left, level],
    [box.right, level],
  ]);
  const text = `${label}: ${formatRange(summary, y.unit)}, ${seedCount(summary.n)}`;
  const { attributes, title } = tellMean(interactive, text, point!);
  return element(
    'g',
    { class: 'neutral' },
    summary.max > summary.min ? element('rect', band) : '',
    element('path', { class: 'dashed', d: line, ...attributes }, title),
  );
}

function drawBand({ points, index }: Series, toX: Scale, toY: Scale): Svg {
  if (points.length === 0 || points.every(({ summary }) => summary.n === 1)) return '';
  const [only] = points;
  if (points.length === 1) {
    const [x, y1, y2] = [toX(only!.x), toY(only!.summary.min), toY(only!.summary.max)];
    return element('line', { class: `whisker ${categoryClass(index)}`, x1: x, x2: x, y1, y2 });
  }
  const edge = (end: 'min' | 'max') => points.map((point): Pixel => [toX(point.x), toY(point.summary[end])]);
  return element('path', {
    class: `band ${categoryClass(index)}`,
    d: `${path([...edge('max'), ...edge('min').reverse()])}Z`,
  });
}

function drawSeeds({ points, index, label }: Series, toX: Scale, toY: Scale, { x, y, interactive }: Panel): Svg {
  const dots = points.flatMap((point) =>
    point.seeds.map((one) => {
      const text = `${label}, ${seedText(one, y)} at ${placeText(point, x)}`;
      const { attributes, title } = tellSeed(interactive, text, point, one);
      return element('circle', { class: 'seed', cx: toX(point.x), cy: toY(one.value), r: 2, ...attributes }, title);
    }),
  );
  return element('g', { class: categoryClass(index) }, ...dots);
}

function drawLine({ points, index, label }: Series, toX: Scale, toY: Scale, { x, y, interactive }: Panel): Svg {
  const means = points.map((point): Pixel => [toX(point.x), toY(point.summary.mean)]);
  const markers = points.map((point, i) => {
    // A marker hides the dots of seeds near the mean, so it names them all.
    const head = `${label} at ${placeText(point, x)}: mean ${formatRange(point.summary, y.unit)}`;
    const text = [head, ...point.seeds.map((one) => seedText(one, y))].join('\n');
    const { attributes, title } = tellMean(interactive, text, point);
    return marker(index, means[i]!, 4, attributes, title);
  });
  const line = means.length > 1 ? element('path', { class: 'line', d: path(means) }) : '';
  return element('g', { class: categoryClass(index) }, line, ...markers);
}

function drawLabels({ series, box }: Panel, toX: Scale, toY: Scale): Svg {
  const ends = series.map(({ points, role }): Pixel => {
    const last = points.at(-1)!;
    return [role === 'baseline' ? box.right : toX(last.x), toY(last.summary.mean)];
  });
  const placed = dodge(
    ends.map(([, y]) => Math.min(box.bottom, Math.max(box.top, y))),
    labelGap,
    box.top,
    box.bottom,
  );
  const left = box.right + 14;
  return series
    .map(({ label, index, role }, i) => {
      const [x, y] = ends[i]!;
      const at = placed[i]!;
      // A leader from a line that ends early, or outside the axis, would cross the chart like a line of data.
      const near = box.right - x < 20 && y >= box.top && y <= box.bottom;
      const start = role === 'baseline' ? box.right + 1 : x + 7;
      const leader = near && Math.abs(at - y) > 1.5 ? [[start, y] as const, [left - 3, at] as const] : [];
      return (
        (leader.length > 0 ? element('path', { class: 'leader', d: path(leader) }) : '') +
        element('g', { class: categoryClass(index) }, key(index, left, at)) +
        element('text', { class: 'plain', x: left + keyWidth + 6, y: at + 4 }, escape(label))
      );
    })
    .join('');
}

function placeText(point: Point, { metric, unit }: XAxis): string {
  return metric === 'density' ? `${formatDensity(point.x)} % of the weights` : formatValue(point.x, unit);
}

function rectOf({ left, right, top, bottom }: Box): Record<string, number> {
  return { x: left, y: top - 6, width: right - left, height: bottom - top + 12 };
}
