import { checkFinite } from '../numbers/check-finite';
import type { Point, Ring } from '../numbers/ring';
import type { Polygon } from './polygon';

/** A convex hull that knows where its vertices come from. */
export interface Hull2d<T = number> {
  /** From the leftmost vertex, the lowest of the leftmost, on. */
  readonly vertices: Polygon<T>;
  /** The points that lie at each vertex, by their index in ascending order. */
  readonly sources: readonly (readonly number[])[];
}

/**
 * The convex hull of points of the plane, by Andrew's monotone chain (1979), O(n log n). Exact for the points given. Points
 * within edges are no vertices. Of points on one line it is a segment, of equal points a point.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function hull2d<T>(ring: Ring<T>, points: readonly Point<T>[]): Hull2d<T> {
  for (const point of points) checkFinite(ring, point, 'a coordinate of a point');
  const { places, sources } = distinct(ring, points);
  if (places.length < 3) return { vertices: places, sources };
  const order = places.map((_, i) => i);
  const chain = [...halfChain(ring, places, order), ...halfChain(ring, places, order.reverse())];
  return { vertices: chain.map((i) => places[i]!), sources: chain.map((i) => sources[i]!) };
}

/** The places where points are, from left to right and upwards, and the points at each. */
function distinct<T>({ compare }: Ring<T>, points: readonly Point<T>[]) {
  const along = (a: Point<T>, b: Point<T>) => compare(a[0], b[0]) || compare(a[1], b[1]);
  const order = Array.from(points, (_, i) => i).sort((i, j) => along(points[i]!, points[j]!) || i - j);
  const places: Point<T>[] = [];
  const sources: number[][] = [];
  for (const i of order) {
    const last = places[places.length - 1];
    if (last !== undefined && along(last, points[i]!) === 0) sources[sources.length - 1]!.push(i);
    else {
      places.push(points[i]!);
      sources.push([i]);
    }
  }
  return { places, sources };
}

/** The part of the hull right of the way through sorted places, without its last vertex. */
function halfChain<T>(ring: Ring<T>, places: readonly Point<T>[], order: readonly number[]): number[] {
  const chain: number[] = [];
  for (const i of order) {
    while (chain.length > 1) {
      const [a, b] = [chain[chain.length - 2]!, chain[chain.length - 1]!];
      if (ring.turn(places[a]!, places[b]!, places[i]!) > 0) break;
      chain.pop();
    }
    chain.push(i);
  }
  chain.pop();
  return chain;
}
