import type { Point, Ring } from '../numbers/ring';
import { outerNormals, type Polygon } from './polygon';

/** The normal fan of a polygon: a complete fan of the plane. */
export interface NormalFan2d<T = number> {
  /** The outer normal of each edge, as long as the edge. */
  readonly rays: readonly Point<T>[];
  /**
   * For each vertex, the rays its cone lies between, counter-clockwise: where the vertex is the highest. The vertices of a segment
   * have half planes; a point has the whole plane, without rays.
   */
  readonly cones: readonly (readonly [from: number, to: number] | readonly [])[];
}

/** The normal fan. A zonogon's is the arrangement of the lines orthogonal to its generators. */
export function normalFan2d<T>(ring: Ring<T>, polygon: Polygon<T>): NormalFan2d<T> {
  const rays = outerNormals(ring, polygon);
  const n = rays.length;
  return { rays, cones: polygon.map((_, k) => (n === 0 ? [] : [(k + n - 1) % n, k])) };
}
