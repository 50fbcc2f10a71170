import type { Point, Point3, Ring } from '../numbers/ring';
import { hull2d } from '../polytope/hull2d';
import { hull3d } from '../polytope/hull3d';
import { dropAxis, normalOf } from '../polytope/polyhedron';

/** An edge of a subdivision and the cells beside it: seen from one end to the other, left of it and right of it. */
export interface SubdivisionEdge {
  readonly ends: readonly [from: number, to: number];
  /** The cell left of it. Only an edge of a subdivision of a segment has none. */
  readonly left: number | undefined;
  /** The cell right of it, none on the boundary. */
  readonly right: number | undefined;
}

/** A polygon cut into polygons: the upper faces of the hull of points with heights, seen from above. */
export interface Subdivision<T = number> {
  /** Of the points seen from above: 2, or 1 when they are on one line, 0 at one place, -1 without points. */
  readonly dimension: number;
  /** The upper vertices, with their heights last. */
  readonly vertices: readonly Point3<T>[];
  /** Polygons, their corners counter-clockwise. */
  readonly cells: readonly (readonly number[])[];
  /** A normal of each cell's face, pointing upwards. */
  readonly normals: readonly Point3<T>[];
  readonly edges: readonly SubdivisionEdge[];
}

/** A subdivision that knows which of the given points are at its vertices, by index. */
export interface RegularSubdivision<T = number> extends Subdivision<T> {
  readonly sources: readonly (readonly number[])[];
}

/**
 * The regular subdivision that points of the plane have from their heights: the upper faces of their hull, as in max conventions
 * (polymake takes the lower ones: its weights are minus our heights). Exact for the numbers given: cells that are flat are whole
 * polygons, not triangles.
 */
export function regularSubdivision<T>(ring: Ring<T>, points: readonly Point3<T>[]): RegularSubdivision<T> {
  const outline = hull2d(ring, points.map(dropAxis<T>(2)));
  const dimension = Math.min(outline.vertices.length, 3) - 1;
  if (dimension < 2) return ofLine(ring, points, dimension);
  const hull = hull3d(ring, points);
  const seen = hull.vertices.map(dropAxis<T>(2));
  const upwards = ([a, b, c]: readonly number[]) => ring.turn(seen[a!]!, seen[b!]!, seen[c!]!);
  const upper =
    hull.dimension === 2
      ? hull.faces.map((face) => (upwards(face) > 0 ? face : [...face].reverse()))
      : hull.faces.filter((face) => upwards(face) > 0);
  const used = [...new Set(upper.flat())].sort((a, b) => a - b);
  const rank = new Map(used.map((vertex, i) => [vertex, i]));
  const cells = upper.map((face) => face.map((vertex) => rank.get(vertex)!));
  const vertices = used.map((vertex) => hull.vertices[vertex]!);
  return {
    dimension,
    vertices,
    sources: used.map((vertex) => hull.sources[vertex]!),
    cells,
    normals: cells.map(([a, b, c]) => normalOf(ring, vertices[a!]!, vertices[b!]!, vertices[c!]!)),
    edges: edgesOf(cells),
  };
}

function edgesOf(cells: readonly (readonly number[])[]): SubdivisionEdge[] {
  const edges = new Map<string, { ends: [number, number]; left: number; right: number | undefined }>();
  cells.forEach((cell, k) => {
    cell.forEach((from, i) => {
      const to = cell[(i + 1) % cell.length]!;
      const other = edges.get(`${to},${from}`);
      if (other === undefined) edges.set(`${from},${to}`, { ends: [from, to], left: k, right: undefined });
      else other.right = k;
    });
  });
  return [...edges.values()];
}

/** Of points on a line: the upper chain of (place along the line, height), from left to right, or upwards. */
function ofLine<T>(ring: Ring<T>, points: readonly Point3<T>[], dimension: number): RegularSubdivision<T> {
  const upright = points.every((point) => ring.compare(point[0], points[0]![0]) === 0);
  const profile = points.map((point): Point<T> => [point[upright ? 1 : 0], point[2]]);
  const { vertices, sources } = hull2d(ring, profile);
  // Counter-clockwise, the upper chain leads leftwards.
  const n = vertices.length;
  const leftwards = (k: number) => ring.compare(vertices[(k + 1) % n]![0], vertices[k % n]![0]) < 0;
  const chain = vertices
    .flatMap((_, k) => (leftwards(k) || leftwards(k + n - 1) ? [k] : []))
    .sort((a, b) => ring.compare(vertices[a]![0], vertices[b]![0]));
  const kept = dimension === 1 ? chain : n === 0 ? [] : [n - 1];
  return {
    dimension,
    vertices: kept.map((k) => points[sources[k]![0]!]!),
    sources: kept.map((k) => sources[k]!),
    cells: [],
    normals: [],
    edges: kept.slice(1).map((_, i) => ({ ends: [i, i + 1], left: undefined, right: undefined })),
  };
}
