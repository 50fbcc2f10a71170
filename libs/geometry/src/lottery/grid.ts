import { plotOf, rangeAround } from '../drawing/axes';
import type { Drawing } from '../drawing/drawing';
import { labelLegend } from '../drawing/label-legend';
import { drawLegend } from '../drawing/legend';
import { edgeClass } from '../drawing/marks';
import { decisionMarks } from '../drawing/slice';
import { element, escape, polygonPath, segmentPath, type Svg } from '../drawing/svg';
import { circularWasserstein, normalMeasure } from '../distance/normal-measure';
import type { DecisionPolygon } from '../network/decision-polygon';
import { floats } from '../numbers/floats';
import { denseNetwork } from '../slice/dense-network';
import type { Box } from '../slice/plane';
import { sliceNetworkNow } from '../slice/slice';
import { LOTTERY_BOX, polygonOfRecord } from './measures';
import { layersOfRecord, type WeightsRecord } from './weights-record';

/** An initialisation: its trained network after each round, from the dense one on. */
export interface LotteryRow {
  readonly label: string;
  /** As many as there are columns; undefined where there is none. */
  readonly nets: readonly (WeightsRecord | undefined)[];
}

export interface LotteryGridOptions {
  readonly title?: string;
  /** What the columns are called, from the dense network on: `dense`, `70 %`, ... */
  readonly columns: readonly string[];
  readonly rows: readonly LotteryRow[];
  /** Of the slices. @default [-3, -3, 3, 3] */
  readonly box?: Box;
  /** What the classes are called. @default their numbers */
  readonly classes?: readonly string[];
}

/** Pixels: of a picture's side, between pictures, for the names of rows and of columns. */
const side = 96;
const gap = 8;
const names = { left: 86, top: 40 };
const caption = 18;
const cellHeight = 2 * side + 3 + caption + gap;

/**
 * The figure of Alfarra et al. (arXiv 2002.08838, lottery section): a row an initialisation, a column a pruning round; in each the decision
 * polygon, drawn to its own size, over the decision regions in the box, and the distance in orientation to the first column. The same
 * networks give the same text.
 */
export function drawLotteryGrid({
  title = 'Decision polygons over pruning rounds',
  columns,
  rows,
  box = LOTTERY_BOX,
  classes,
}: LotteryGridOptions): Drawing {
  const left = (column: number) => names.left + column * (side + gap);
  const heads = columns.map((text, column) => label(left(column) + side / 2, names.top - 12, text, 'middle'));
  const drawn = rows.map(({ label: text, nets }, row) => {
    const top = names.top + row * cellHeight;
    const dense = nets[0] && polygonOfRecord(nets[0]);
    const cells = nets.map((net, column) => (net === undefined ? '' : drawCell(net, dense, box, left(column), top)));
    return label(names.left - 10, top + side, text, 'end') + cells.join('');
  });
  const polygons = rows.flatMap(({ nets }) => nets.flatMap((net) => (net === undefined ? [] : [polygonOfRecord(net)])));
  const width = left(columns.length) + gap;
  const labels = polygons.flatMap((polygon) => polygon.classes);
  const entries = labelLegend(labels, classes, 'regions', { className: 'bridge', text: 'bridge, and the boundary' });
  const legend = drawLegend(entries, names.left, names.top + rows.length * cellHeight + 14, width);
  return {
    width,
    height: Math.ceil(legend.bottom),
    title,
    description: describe(rows, columns),
    body: [...heads, ...drawn, legend.svg].join(''),
  };
}

function drawCell(net: WeightsRecord, dense: DecisionPolygon | undefined, box: Box, left: number, top: number): Svg {
  const polygon = polygonOfRecord(net);
  const slice = sliceNetworkNow(denseNetwork(layersOfRecord(net)), { box, patterns: false });
  const below = plotOf(box, left, top + side + 3, side);
  const turned = dense === undefined ? '' : `${turn(dense, polygon).toFixed(2)} rad`;
  return [
    element('rect', { class: 'frame', x: left, y: top, width: side, height: side }),
    drawOutline(polygon, left, top),
    decisionMarks(slice, below),
    element('rect', { class: 'frame', x: left, y: below.top, width: side, height: side }),
    element('text', { x: left + side / 2, y: below.bottom + 14, 'text-anchor': 'middle' }, turned),
  ].join('');
}

/** A polygon in a square, as large as it can be with some room. */
function drawOutline({ vertices, edges, classes }: DecisionPolygon, left: number, top: number): Svg {
  const [xMin, yMin, xMax, yMax] = rangeAround(vertices, 0.1);
  const half = Math.max(xMax - xMin, yMax - yMin) / 2;
  const [x, y] = [(xMin + xMax) / 2, (yMin + yMax) / 2];
  const { place } = plotOf([x - half, y - half, x + half, y + half], left, top, side);
  const pixels = vertices.map(([a, b]) => place(a, b));
  const lines = edges.map(({ bridge }, k) => {
    const next = (k + 1) % pixels.length;
    return element('path', {
      class: edgeClass(classes, bridge, k, next),
      d: segmentPath(pixels[k]!, pixels[next]!),
    });
  });
  return element('path', { class: 'polygon', d: polygonPath(pixels) }) + lines.join('');
}

function turn(dense: DecisionPolygon, polygon: DecisionPolygon): number {
  return circularWasserstein(normalMeasure(floats, dense.vertices), normalMeasure(floats, polygon.vertices));
}

function label(x: number, y: number, text: string, anchor: 'middle' | 'end'): Svg {
  return element('text', { class: 'strong', x, y, 'text-anchor': anchor }, escape(text));
}

function describe(rows: readonly LotteryRow[], columns: readonly string[]): string {
  return (
    `Rows: ${rows.map((row) => row.label).join(', ')}. Columns: ${columns.join(', ')}. In each the decision polygon over the ` +
    'decision regions, and its distance in orientation to the dense network.'
  );
}
