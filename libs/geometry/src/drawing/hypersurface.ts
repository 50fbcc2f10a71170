import type { Point } from '../numbers/ring';
import type { CurvePiece, TropicalCurve } from '../tropical/hypersurface';
import { rangeAround, type Range } from './axes';
import { clipLine, clipPolygon } from './clip';
import type { Drawing } from './drawing';
import { labelLegend } from './label-legend';
import { layOut, many, type DrawingOptions } from './layout';
import { hit, vertexMark } from './marks';
import type { DrawnSubdivision } from './subdivision';
import { element, polygonPath, segmentPath, type Pixel, type Svg } from './svg';
import { colourOf } from './theme';

/** How a tropical curve is drawn. Its title is `Tropical curve` and its axes x₁ and x₂ when left out. */
export interface HypersurfaceDrawingOptions extends DrawingOptions {
  /** The part of the plane to draw: [x min, y min, x max, y max]. @default all vertices, with room around them */
  readonly box?: Range;
  /** Pieces have room around them that can be pointed at. @default false */
  readonly interactive?: boolean;
}

/**
 * Draws a tropical curve: its pieces, with their weights where these are not 1, and its vertices. With labels, regions have the colours
 * of their classes, and pieces of the decision boundary are thick. Everything has the number of what it is dual to in the subdivision:
 * regions `data-vertex`, pieces `data-edge` (of the boundary also `data-boundary`), vertices `data-cell`. The same curve gives the same
 * text.
 */
export function drawHypersurface(
  curve: TropicalCurve,
  subdivision: DrawnSubdivision,
  options: HypersurfaceDrawingOptions = {},
): Drawing {
  const { width, title = 'Tropical curve', axes = ['x₁', 'x₂'], interactive = false } = options;
  const { classes, bridges } = subdivision;
  const points = [...curve.vertices.map(({ point }) => point), ...curve.lines.map(({ through }) => through)];
  const range = options.box ?? rangeAround(points, 0.4);
  const bridge = bridges?.includes(true) === true ? { className: 'boundary', text: 'decision boundary' } : undefined;
  const legend = labelLegend(classes ?? [], options.classes, 'regions', bridge);
  const surroundings = { range, width, title, axes, legend, description: describe(curve) };
  return layOut(surroundings, ({ place }) => {
    const regions = subdivision.vertices.map((_, v) => {
      const corners = regionOf(subdivision, v, range);
      if (classes === undefined || corners.length < 3) return '';
      const d = polygonPath(corners.map(([x, y]) => place(x, y)));
      return element('path', { class: `region ${colourOf(classes[v]!)}`, 'data-vertex': String(v), d });
    });
    const pieces = visiblePieces(curve, range).map(({ piece: { edge, weight }, ends: [from, to] }): Svg => {
      const boundary = bridges?.[edge] === true;
      const data = { 'data-edge': String(edge), 'data-boundary': boundary ? String(edge) : undefined };
      const ends = [place(...from), place(...to)] as const;
      const d = segmentPath(...ends);
      return [
        interactive ? hit(d, data) : '',
        element('path', { class: boundary ? 'boundary' : classes === undefined ? 'curve' : 'crease', ...data, d }),
        classes === undefined && weight !== undefined && weight !== 1 ? besideMiddle(...ends, String(weight)) : '',
      ].join('');
    });
    const dots = curve.vertices.map(({ point: [x, y] }, c) => {
      if (!isInside([x, y], range)) return '';
      return vertexMark(place(x, y), curve.vertices.length > 50 ? 1.5 : 3.5, undefined, { 'data-cell': String(c) });
    });
    return [...regions, ...dots, ...pieces].join('');
  });
}

/** The corners of the region of a vertex in a range: where it is higher than its neighbours. */
function regionOf({ vertices, edges }: DrawnSubdivision, vertex: number, [left, bottom, right, top]: Range): Point[] {
  const [a, b, height] = vertices[vertex]!;
  let corners: Point[] = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ];
  for (const { ends } of edges) {
    if (!ends.includes(vertex)) continue;
    const other = vertices[ends[0] === vertex ? ends[1] : ends[0]]!;
    corners = clipPolygon(corners, [a - other[0], b - other[1], height - other[2]]);
  }
  return corners;
}

interface VisiblePiece {
  readonly piece: CurvePiece;
  readonly ends: readonly [Point, Point];
}

function visiblePieces({ vertices, segments, rays, lines }: TropicalCurve, range: Range): VisiblePiece[] {
  const at = (vertex: number) => vertices[vertex]!.point;
  const clipped = (piece: CurvePiece, from: Point, direction: Point, stretch: readonly [number, number]) => {
    const ends = clipLine(from, direction, stretch, range);
    return ends === undefined ? [] : [{ piece, ends }];
  };
  return [
    ...segments.flatMap((piece) => {
      const [[x, y], [u, v]] = [at(piece.ends[0]), at(piece.ends[1])];
      return clipped(piece, [x, y], [u - x, v - y], [0, 1]);
    }),
    ...rays.flatMap((piece) => clipped(piece, at(piece.from), piece.direction, [0, Infinity])),
    ...lines.flatMap((piece) => clipped(piece, piece.through, piece.direction, [-Infinity, Infinity])),
  ];
}

/** A text beside the middle of a segment. */
function besideMiddle([x, y]: Pixel, [u, v]: Pixel, text: string): Svg {
  const apart = 12 / Math.hypot(u - x, v - y);
  const at = { x: (x + u) / 2 + apart * (v - y), y: (y + v) / 2 - apart * (u - x) + 4 };
  return element('text', { class: 'strong', ...at, 'text-anchor': 'middle' }, text);
}

function isInside([x, y]: Point, [left, bottom, right, top]: Range): boolean {
  return left <= x && x <= right && bottom <= y && y <= top;
}

function describe({ vertices, segments, rays, lines }: TropicalCurve): string {
  const parts = [
    many(vertices.length, 'vertex', 'vertices'),
    many(segments.length, 'segment'),
    many(rays.length, 'ray'),
    ...(lines.length === 0 ? [] : [many(lines.length, 'line')]),
  ];
  return `${parts.join(', ')}.`;
}
