import type { DecisionPolygon } from '../network/decision-polygon';
import type { Point } from '../numbers/ring';
import type { Slice } from '../slice/result/complex';
import type { Subdivision } from '../tropical/regular-subdivision';

/** What the parts and edges of a slice are dual to. */
export interface SliceDual {
  /** For each part, the vertex of the subdivision that is highest on it. */
  readonly vertexOfPart: Int32Array;
  /** For each edge, the edge of the subdivision between the vertices of the parts beside it; -1 where they are one, and on the box. */
  readonly edgeOfEdge: Int32Array;
}

/** A decision polygon or subdivision of the network that was sliced, as far as this needs it. */
export type DualOf = Pick<DecisionPolygon, 'vertices' | 'edges'> | Pick<Subdivision, 'vertices' | 'edges'>;

/**
 * Which vertex of the decision subdivision of a network with one hidden layer each part of its slice belongs to, so that pointing at one
 * can light the other. A part has one activation pattern and one class, so one vertex is highest on all of it. For a network without
 * biases the decision polygon does as well.
 */
export function sliceDual(slice: Slice, { vertices, edges }: DualOf): SliceDual {
  const vertexOfPart = Int32Array.from(slice.parts.class, (_, part) => highest(vertices, middleOf(slice, part)));
  const key = (a: number, b: number) => (a < b ? a * vertices.length + b : b * vertices.length + a);
  const endsOf = (edge: DualOf['edges'][number], k: number) =>
    'ends' in edge ? edge.ends : ([k, (k + 1) % vertices.length] as const);
  const byEnds = new Map(edges.map((edge, k) => [key(...endsOf(edge, k)), k]));
  const edgeOfEdge = Int32Array.from(slice.edges.line, (_, edge) => {
    const [left, right] = [slice.edges.parts[2 * edge]!, slice.edges.parts[2 * edge + 1]!];
    if (left < 0 || right < 0) return -1;
    const [a, b] = [vertexOfPart[left]!, vertexOfPart[right]!];
    return a === b ? -1 : (byEnds.get(key(a, b)) ?? -1);
  });
  return { vertexOfPart, edgeOfEdge };
}

function highest(vertices: DualOf['vertices'], [x, y]: Point): number {
  const values = vertices.map(([a, b, height = 0]) => a * x + b * y + height);
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

function middleOf({ parts, vertices }: Slice, part: number): Point {
  const corners = parts.vertices.subarray(parts.start[part], parts.start[part + 1]);
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + vertices[2 * corner + axis]!, 0) / corners.length;
  return [mean(0), mean(1)];
}
