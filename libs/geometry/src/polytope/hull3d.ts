import { checkFinite } from '../numbers/check-finite';
import type { Point3, Ring } from '../numbers/ring';
import { compareVectors } from '../numbers/vector';
import { hull2d } from './hull2d';
import { dropAxis, type Polyhedron } from './polyhedron';
import { mergeCoplanar, quickhull } from './quickhull';

/** A convex hull that knows where its vertices come from. */
export interface Hull3d<T = number> extends Polyhedron<T> {
  /** The points that lie at each vertex, by their index in ascending order. */
  readonly sources: readonly (readonly number[])[];
}

/**
 * The convex hull of points of space, by quickhull (Barber, Dobkin, Huhdanpaa 1996) with exact signs: a facet is seen or it is not,
 * so nothing needs a tolerance, and triangles of one plane are merged in the end. Flat input gives a flat hull.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function hull3d<T>(ring: Ring<T>, points: readonly Point3<T>[]): Hull3d<T> {
  for (const point of points) checkFinite(ring, point, 'a coordinate of a point');
  const { places, sources } = distinct(ring, points);
  const start = simplex(ring, places);
  if (start.length < 4) return flatHull(ring, places, sources, start);
  const faces = mergeCoplanar(ring, places, quickhull(ring, places, start));
  const used = [...new Set(faces.flat())].sort((a, b) => a - b);
  const rank = new Map(used.map((place, i) => [place, i]));
  return {
    dimension: 3,
    vertices: used.map((place) => places[place]!),
    sources: used.map((place) => sources[place]!),
    faces: faces.map((face) => face.map((place) => rank.get(place)!)),
  };
}

function distinct<T>(ring: Ring<T>, points: readonly Point3<T>[]) {
  const order = Array.from(points, (_, i) => i).sort((i, j) => compareVectors(ring, points[i]!, points[j]!) || i - j);
  const places: Point3<T>[] = [];
  const sources: number[][] = [];
  for (const i of order) {
    const last = places[places.length - 1];
    if (last !== undefined && compareVectors(ring, last, points[i]!) === 0) sources[sources.length - 1]!.push(i);
    else {
      places.push(points[i]!);
      sources.push([i]);
    }
  }
  return { places, sources };
}

/** The first point, the last, one off their line and one off their plane: as many as there are. */
function simplex<T>(ring: Ring<T>, places: readonly Point3<T>[]): number[] {
  if (places.length < 2) return places.map((_, i) => i);
  const [a, b] = [0, places.length - 1];
  const c = places.findIndex((point) => planeOf(ring, places[a]!, places[b]!, point) !== undefined);
  if (c < 0) return [a, b];
  const d = places.findIndex((point) => ring.side(places[a]!, places[b]!, places[c]!, point) !== 0);
  return d < 0 ? [a, b, c] : [a, b, c, d];
}

/** An axis along which three points are seen as a triangle; undefined when they are on one line. */
function planeOf<T>(ring: Ring<T>, a: Point3<T>, b: Point3<T>, c: Point3<T>): 0 | 1 | 2 | undefined {
  return ([2, 0, 1] as const).find((axis) => {
    const seen = dropAxis<T>(axis);
    return ring.turn(seen(a), seen(b), seen(c)) !== 0;
  });
}

function flatHull<T>(ring: Ring<T>, places: Point3<T>[], sources: number[][], start: readonly number[]): Hull3d<T> {
  const dimension = start.length - 1;
  let corners = start;
  if (dimension === 2) {
    const [a, b, c] = start.map((i) => places[i]!);
    corners = hull2d(ring, places.map(dropAxis<T>(planeOf(ring, a!, b!, c!)!))).sources.map(([place]) => place!);
  }
  const vertices = corners.map((i) => places[i]!);
  const faces = dimension === 2 ? [corners.map((_, i) => i)] : [];
  return { dimension, vertices, sources: corners.map((i) => sources[i]!), faces };
}
