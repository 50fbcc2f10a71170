import type { Point } from '../numbers/ring';
import type { LabelledSubdivision } from '../network/labelled-subdivision';
import type { Subdivision } from '../tropical/regular-subdivision';
import { rangeAround } from './axes';
import type { Drawing } from './drawing';
import { labelLegend } from './label-legend';
import { layOut, many, type DrawingOptions } from './layout';
import { edgeClass, hit, radiusAmong, vertexMark } from './marks';
import { element, polygonPath, segmentPath } from './svg';

/** A subdivision, with or without the labels of a network's classes. */
export type DrawnSubdivision = Subdivision & Partial<Pick<LabelledSubdivision, 'classes' | 'bridges'>>;

/** How a subdivision is drawn. Its title is `Dual subdivision` and its axes are exponents, or slopes with labels, when left out. */
export interface SubdivisionDrawingOptions extends DrawingOptions {
  /** Vertices and edges have room around them that can be pointed at. @default false */
  readonly interactive?: boolean;
}

/**
 * Draws a dual subdivision, heights left out: its cells, edges and vertices, with labels coloured as a decision polygon is. Elements have
 * `data-cell`, `data-edge` and `data-vertex`. The same subdivision gives the same text.
 */
export function drawSubdivision(subdivision: DrawnSubdivision, options: SubdivisionDrawingOptions = {}): Drawing {
  const { vertices, edges, cells, classes, bridges } = subdivision;
  const named = classes === undefined ? ['exponent of x₁', 'exponent of x₂'] : ['slope in x₁', 'slope in x₂'];
  const { width, title = 'Dual subdivision', axes = named as [string, string], interactive = false } = options;
  const separator = bridges?.includes(true) === true ? { className: 'bridge', text: 'bridge' } : undefined;
  const surroundings = {
    range: rangeAround(vertices.map(([x, y]): Point => [x, y])),
    width,
    title,
    axes,
    legend: labelLegend(classes ?? [], options.classes, 'vertices', separator),
    description: `${many(cells.length, 'cell')}, ${many(edges.length, 'edge')}, ${many(vertices.length, 'vertex', 'vertices')}.`,
  };
  return layOut(surroundings, ({ place }) => {
    const pixels = vertices.map(([x, y]) => place(x, y));
    const neighbours = pixels.map((): (readonly [number, number])[] => []);
    for (const { ends } of edges) {
      neighbours[ends[0]]!.push(pixels[ends[1]]!);
      neighbours[ends[1]]!.push(pixels[ends[0]]!);
    }
    const areas = cells.map((cell, c) => {
      const d = polygonPath(cell.map((vertex) => pixels[vertex]!));
      return element('path', { class: 'polygon', 'data-cell': String(c), d });
    });
    const lines = edges.map(({ ends: [from, to] }, e) => {
      const data = { 'data-edge': String(e) };
      const d = segmentPath(pixels[from]!, pixels[to]!);
      const bridge = bridges?.[e] === true;
      const className = edgeClass(classes, bridge, from, to) + (edges.length > 200 && !bridge ? ' fine' : '');
      const line = element('path', { class: className, ...data, d });
      return interactive ? hit(d, data) + line : line;
    });
    const dots = pixels.map((pixel, v) =>
      vertexMark(pixel, radiusAmong(pixel, neighbours[v]!), classes?.[v], { 'data-vertex': String(v) }),
    );
    return [...areas, ...lines, ...dots].join('');
  });
}
