import type { DecisionPolygon } from '../network/decision-polygon';
import { rangeAround } from './axes';
import type { Drawing } from './drawing';
import { labelLegend } from './label-legend';
import { layOut, many, type DrawingOptions } from './layout';
import { arrowPath, edgeClass, hit, radiusAmong, vertexMark } from './marks';
import { element, polygonPath, segmentPath } from './svg';

/** How a decision polygon is drawn. Its title is `Decision polygon` and its axes are slopes when left out. */
export interface PolygonDrawingOptions extends DrawingOptions {
  /** Vertices and edges have room around them that can be pointed at. @default false */
  readonly interactive?: boolean;
}

/** How long the arrows of rays are, in pixels. */
const rayLength = 28;

/**
 * Draws a decision polygon: vertices in the colours of their classes, ties as grey diamonds, edges in the colour of the class on both
 * sides, bridges thick, and at each bridge the direction of the ray of the decision boundary that is dual to it. Elements have
 * `data-vertex` and `data-edge`, the rays `data-boundary`, the number of their edge. The same polygon gives the same text.
 */
export function drawPolygon(polygon: DecisionPolygon, options: PolygonDrawingOptions = {}): Drawing {
  const { width, title = 'Decision polygon', axes = ['slope in x₁', 'slope in x₂'], classes: names } = options;
  const { vertices, edges, classes } = polygon;
  const bridge = edges.some((edge) => edge.bridge) ? { className: 'bridge', text: 'bridge, and its ray' } : undefined;
  const surroundings = {
    range: rangeAround(vertices, 0.16),
    width,
    title,
    axes,
    legend: labelLegend(classes, names, 'vertices', bridge),
    description: describe(polygon),
  };
  return layOut(surroundings, ({ place }) => {
    const pixels = vertices.map(([x, y]) => place(x, y));
    const next = (k: number) => (k + 1) % pixels.length;
    const before = (k: number) => (k + pixels.length - 1) % pixels.length;
    const lines = edges.map(({ bridge }, k) => {
      const data = { 'data-edge': String(k) };
      const d = segmentPath(pixels[k]!, pixels[next(k)]!);
      const line = element('path', { class: edgeClass(classes, bridge, k, next(k)), ...data, d });
      return options.interactive === true ? hit(d, data) + line : line;
    });
    const rays = edges.map(({ bridge, normal: [x, y] }, k) => {
      if (!bridge) return '';
      const [from, to] = [pixels[k]!, pixels[next(k)]!];
      const d = arrowPath([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], [x, -y], rayLength);
      return element('path', { class: 'ray', 'data-boundary': String(k), d });
    });
    const dots = pixels.map((pixel, k) => {
      const others = pixels.length > 1 ? [pixels[before(k)]!, pixels[next(k)]!] : [];
      return vertexMark(pixel, radiusAmong(pixel, others), classes[k], { 'data-vertex': String(k) });
    });
    return [element('path', { class: 'polygon', d: polygonPath(pixels) }), ...lines, ...rays, ...dots].join('');
  });
}

function describe({ vertices, edges, classes }: DecisionPolygon): string {
  const ties = classes.filter((own) => own.length > 1).length;
  const bridges = edges.filter(({ bridge }) => bridge).length;
  return (
    `${many(vertices.length, 'vertex', 'vertices')}, ${many(ties, 'tie')} among them. ` +
    `${many(bridges, 'bridge')}: the decision boundary has as many rays.`
  );
}
