import { boxLine, decisionLine, tie, type Slice } from '../slice/result/complex';
import type { Plot } from './axes';
import type { Drawing } from './drawing';
import { layOut, many, type DrawingOptions } from './layout';
import { areaEntry, lineEntry } from './legend';
import { hit } from './marks';
import type { SliceDual } from './slice-dual';
import { element, escape, polygonPath, segmentPath, type Pixel, type Svg } from './svg';
import { colourOf } from './theme';

/** How a slice is drawn. Its title is `Slice` and its axes x₁ and x₂ when left out. */
export interface SliceDrawingOptions extends DrawingOptions {
  /**
   * Every part of a cell and every edge of the boundary is an element of its own, with `data-cell`, `data-class` and `data-edge`, the
   * edges with room around them that can be pointed at. For slices of at most some thousand cells. @default false
   */
  readonly interactive?: boolean;
  /**
   * With `interactive`: parts also have the vertex of a decision polygon or subdivision that they are dual to as `data-vertex`, and the
   * boundary its edge as `data-boundary`.
   */
  readonly dual?: SliceDual;
  /** Points of the plane to mark, such as examples, each with a word. */
  readonly marks?: readonly { readonly at: readonly [number, number]; readonly text: string }[];
}

/**
 * Draws a slice: regions in the colours of their classes, ties in grey, thin lines where the network bends, a thick one where the
 * class changes, and a legend. The same slice gives the same text.
 */
export function drawSlice(slice: Slice, options: SliceDrawingOptions = {}): Drawing {
  const { width, title = 'Slice', axes = ['x₁', 'x₂'], classes = [], interactive = false, dual, marks = [] } = options;
  const name = (winner: number) => (winner === tie ? 'tie' : (classes[winner] ?? `class ${winner}`));
  const boundaryEntry = slice.boundary.edges.length > 0 ? [lineEntry('bridge', 'decision boundary')] : [];
  const legend = [...winnersOf(slice).map((winner) => areaEntry(classOf(winner), name(winner))), ...boundaryEntry];
  return layOut({ range: slice.box, width, title, axes, legend, description: describe(slice, name) }, (plot) => {
    const pixels = pixelsOf(slice, plot);
    return [
      interactive ? eachRegion(slice, pixels, dual) : regions(slice, pixels),
      element('path', { class: 'cells', 'stroke-width': cellWidth(slice, plot), d: cellLines(slice, pixels) }),
      interactive ? eachBoundary(slice, pixels, dual) : boundary(slice, pixels),
      ...marks.map(({ at, text }) => mark(plot.place(...at), text)),
    ].join('');
  });
}

function mark([x, y]: Pixel, text: string): Svg {
  return (
    element('circle', { class: 'mark', cx: x, cy: y, r: 4 }) +
    element('text', { class: 'strong', x: x + 8, y: y + 4 }, escape(text))
  );
}

/** Regions by class and the boundary between them, without cells: what small pictures have of a slice. */
export function decisionMarks(slice: Slice, plot: Plot): Svg {
  const pixels = pixelsOf(slice, plot);
  return regions(slice, pixels) + boundary(slice, pixels);
}

type Pixels = (vertex: number) => Pixel;

function pixelsOf({ vertices }: Slice, { place }: Plot): Pixels {
  return (vertex) => place(vertices[2 * vertex]!, vertices[2 * vertex + 1]!);
}

function classOf(winner: number): string {
  return `region ${colourOf(winner === tie ? [] : [winner])}`;
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

function eachRegion(slice: Slice, pixels: Pixels, dual: SliceDual | undefined): Svg {
  const paths = Array.from(slice.parts.class, (winner, part) => {
    const vertex = dual?.vertexOfPart[part];
    const data = { 'data-cell': String(slice.parts.cell[part]), 'data-class': String(winner), 'data-vertex': vertex };
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

function eachBoundary(slice: Slice, pixels: Pixels, dual: SliceDual | undefined): Svg {
  const paths = Array.from(slice.boundary.edges, (edge) => {
    const piece = dual?.edgeOfEdge[edge];
    const data = { 'data-edge': String(edge), 'data-boundary': piece === undefined || piece < 0 ? undefined : piece };
    const d = segment(slice, pixels, edge);
    return hit(d, data) + element('path', { class: 'boundary', ...data, d });
  });
  return element('g', {}, ...paths);
}

function winnersOf({ boundary: { regions } }: Slice): number[] {
  return regions.map((region) => region.class);
}

function describe({ counts, boundary: { betti, regions } }: Slice, name: (winner: number) => string): string {
  const list = regions.map(({ class: winner, count }) => `${name(winner)} ${count}`).join(', ');
  return (
    `${many(counts.activation, 'cell')}, ${many(counts.connected, 'connected linear region')}, ` +
    `${many(counts.maps, 'affine map')}. Regions by class: ${list}. ` +
    `Decision boundary: ${many(betti[0], 'piece')}, ${many(betti[1], 'loop')}.`
  );
}
