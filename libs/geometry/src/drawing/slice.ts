import { boxLine, decisionLine, tie, type Slice } from '../slice/result/complex';
import { drawAxes, plotOf, type Plot } from './axes';
import type { Drawing } from './drawing';
import { element, escape, polygonPath, segmentPath, type Pixel, type Svg } from './svg';
import { classColours } from './theme';

/** How a slice is drawn. */
export interface SliceDrawingOptions {
  /** In CSS pixels. @default 560 */
  readonly width?: number;
  /** @default Slice */
  readonly title?: string;
  /** Names of the axes. @default x₁ and x₂ */
  readonly axes?: readonly [string, string];
  /** What the classes are called. @default their numbers */
  readonly classes?: readonly string[];
  /**
   * Every part of a cell and every edge of the boundary is an element of its own, with `data-cell`, `data-class` and `data-edge`. For
   * slices of at most some thousand cells. @default false
   */
  readonly interactive?: boolean;
}

const margin = { left: 62, right: 16, top: 16, bottom: 44 };
const legendRow = 22;

/**
 * Draws a slice: regions in the colours of their classes, ties in grey, thin lines where the network bends, a thick one where the
 * class changes, and a legend. The same slice gives the same text.
 */
export function drawSlice(slice: Slice, options: SliceDrawingOptions = {}): Drawing {
  const { width = 560, title = 'Slice', axes = ['x₁', 'x₂'], classes = [], interactive = false } = options;
  const plot = plotOf(slice.box, margin.left, margin.top, width - margin.left - margin.right);
  const pixels = pixelsOf(slice, plot);
  const name = (winner: number) => (winner === tie ? 'tie' : (classes[winner] ?? `class ${winner}`));
  const legend = drawLegend(slice, name, plot.bottom + margin.bottom + 14, width);
  const body = [
    interactive ? eachRegion(slice, pixels) : regions(slice, pixels),
    element('path', { class: 'cells', 'stroke-width': cellWidth(slice, plot), d: cellLines(slice, pixels) }),
    interactive ? eachBoundary(slice, pixels) : boundary(slice, pixels),
    drawAxes(plot, slice.box, axes),
    legend.svg,
  ].join('');
  return { width, height: Math.ceil(legend.bottom), title, description: describe(slice, name), body };
}

type Pixels = (vertex: number) => Pixel;

function pixelsOf({ vertices }: Slice, { place }: Plot): Pixels {
  return (vertex) => place(vertices[2 * vertex]!, vertices[2 * vertex + 1]!);
}

function classOf(winner: number): string {
  return winner === tie ? 'region tie' : `region class-${winner % classColours}`;
}

function outline({ parts }: Slice, pixels: Pixels, part: number): string {
  return polygonPath(Array.from(parts.vertices.subarray(parts.start[part], parts.start[part + 1]), pixels));
}

/** One path a class, around each of its regions: without the edges inside, of which anti-aliasing would show seams. */
function regions(slice: Slice, pixels: Pixels): Svg {
  return winnersOf(slice)
    .map((winner) => {
      const d = loopsOf(slice, winner).map((loop) => polygonPath(loop.map(pixels)));
      return element('path', { class: classOf(winner), 'fill-rule': 'evenodd', d: d.join('') });
    })
    .join('');
}

/** The closed lines around the parts of a class, their insides on the left. */
function loopsOf({ edges, parts }: Slice, winner: number): number[][] {
  const next = new Map<number, number[]>();
  const isIn = (part: number) => part >= 0 && parts.class[part] === winner;
  edges.line.forEach((_, edge) => {
    const [left, right] = [isIn(edges.parts[2 * edge]!), isIn(edges.parts[2 * edge + 1]!)];
    if (left === right) return;
    const [from, to] = [edges.vertices[2 * edge]!, edges.vertices[2 * edge + 1]!];
    const [start, end] = left ? [from, to] : [to, from];
    const ends = next.get(start);
    if (ends === undefined) next.set(start, [end]);
    else ends.push(end);
  });
  const loops: number[][] = [];
  for (const [start, ends] of next) {
    while (ends.length > 0) {
      const loop = [start];
      for (let at = ends.pop()!; at !== start; at = next.get(at)!.pop()!) loop.push(at);
      loops.push(loop);
    }
  }
  return loops;
}

function eachRegion(slice: Slice, pixels: Pixels): Svg {
  const paths = Array.from(slice.parts.class, (winner, part) => {
    const data = { 'data-cell': String(slice.parts.cell[part]), 'data-class': String(winner) };
    return element('path', { class: classOf(winner), ...data, d: outline(slice, pixels, part) });
  });
  return element('g', {}, ...paths);
}

function segment({ edges }: Slice, pixels: Pixels, edge: number): string {
  return segmentPath(pixels(edges.vertices[2 * edge]!), pixels(edges.vertices[2 * edge + 1]!));
}

function cellLines(slice: Slice, pixels: Pixels): string {
  const isCell = (line: number) => line !== boxLine && line !== decisionLine;
  return Array.from(slice.edges.line, (line, edge) => (isCell(line) ? segment(slice, pixels, edge) : '')).join('');
}

/** Thinner the smaller cells are. */
function cellWidth({ counts }: Slice, { left, right, top, bottom }: Plot): number {
  const side = Math.sqrt(((right - left) * (bottom - top)) / counts.activation);
  return Math.min(1, Math.max(0.1, side / 12));
}

function boundary(slice: Slice, pixels: Pixels): Svg {
  const d = Array.from(slice.boundary.edges, (edge) => segment(slice, pixels, edge)).join('');
  return element('path', { class: 'boundary', d });
}

function eachBoundary(slice: Slice, pixels: Pixels): Svg {
  const paths = Array.from(slice.boundary.edges, (edge) => {
    return element('path', { class: 'boundary', 'data-edge': String(edge), d: segment(slice, pixels, edge) });
  });
  return element('g', {}, ...paths);
}

function winnersOf({ boundary: { regions } }: Slice): number[] {
  return regions.map((region) => region.class);
}

function drawLegend(slice: Slice, name: (winner: number) => string, top: number, width: number) {
  let [x, y] = [margin.left, top];
  const entries = winnersOf(slice).map((winner) => {
    const text = name(winner);
    const room = 30 + 8 * text.length;
    if (x > margin.left && x + room > width - margin.right) [x, y] = [margin.left, y + legendRow];
    const entry =
      element('rect', { class: classOf(winner), x, y: y - 10, width: 12, height: 12 }) +
      element('text', { x: x + 18, y }, escape(text));
    x += room;
    return entry;
  });
  return { svg: entries.join(''), bottom: y + legendRow / 2 };
}

function describe({ counts, boundary: { betti, regions } }: Slice, name: (winner: number) => string): string {
  const list = regions.map(({ class: winner, count }) => `${name(winner)} ${count}`).join(', ');
  return (
    `${many(counts.activation, 'cell')}, ${many(counts.connected, 'connected linear region')}, ` +
    `${many(counts.maps, 'affine map')}. Regions by class: ${list}. ` +
    `Decision boundary: ${many(betti[0], 'piece')}, ${many(betti[1], 'loop')}.`
  );
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
