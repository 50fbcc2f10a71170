import type { Numbers } from '../numbers/numbers';
import type { Point, Point3, Ring } from '../numbers/ring';

/**
 * The convex hull of points of space, as vertices and faces. Faces are whole polygons, not triangles: their corners are indices of
 * vertices, counter-clockwise seen from outside. A flat one has one face, a segment or a point none.
 */
export interface Polyhedron<T = number> {
  /** 3, or 2 when it is flat, 1 for a segment, 0 for a point, -1 for the empty set. */
  readonly dimension: number;
  readonly vertices: readonly Point3<T>[];
  readonly faces: readonly (readonly number[])[];
}

/** Numbers of vertices, edges and faces. */
export function fVector({ dimension, vertices, faces }: Polyhedron<unknown>): readonly [number, number, number] {
  if (dimension < 2) return [vertices.length, Math.max(dimension, 0), 0];
  const corners = faces.reduce((sum, face) => sum + face.length, 0);
  return [vertices.length, dimension === 3 ? corners / 2 : corners, faces.length];
}

/** A normal of each face; outwards, but of a flat polyhedron to the side from which its corners are counter-clockwise. */
export function faceNormals<T>(ring: Ring<T>, { vertices, faces }: Polyhedron<T>): Point3<T>[] {
  return faces.map(([a, b, c]) => normalOf(ring, vertices[a!]!, vertices[b!]!, vertices[c!]!));
}

/** The volume; 0 for what is flat. */
export function volume<T>(numbers: Numbers<T>, { vertices, faces, dimension }: Polyhedron<T>): T {
  if (dimension < 3) return numbers.zero;
  const [origin] = vertices;
  const { add, divide, of } = numbers;
  let sum = numbers.zero;
  for (const face of faces) {
    const [a, b, ...rest] = face.map((corner) => difference(numbers, vertices[corner]!, origin!));
    let previous = b!;
    for (const next of rest) {
      sum = add(sum, dot3(numbers, a!, cross3(numbers, previous, next)));
      previous = next;
    }
  }
  return divide(sum, of(6));
}

/** The vector orthogonal to a triangle, as long as twice its area, towards whoever sees it counter-clockwise. */
export function normalOf<T>(ring: Ring<T>, a: Point3<T>, b: Point3<T>, c: Point3<T>): Point3<T> {
  return cross3(ring, difference(ring, b, a), difference(ring, c, a));
}

export function cross3<T>({ subtract, multiply }: Ring<T>, a: Point3<T>, b: Point3<T>): Point3<T> {
  return [
    subtract(multiply(a[1], b[2]), multiply(a[2], b[1])),
    subtract(multiply(a[2], b[0]), multiply(a[0], b[2])),
    subtract(multiply(a[0], b[1]), multiply(a[1], b[0])),
  ];
}

export function dot3<T>({ add, multiply }: Ring<T>, a: Point3<T>, b: Point3<T>): T {
  return add(add(multiply(a[0], b[0]), multiply(a[1], b[1])), multiply(a[2], b[2]));
}

function difference<T>({ subtract }: Ring<T>, a: Point3<T>, b: Point3<T>): Point3<T> {
  return [subtract(a[0], b[0]), subtract(a[1], b[1]), subtract(a[2], b[2])];
}

/** Points of space seen along one axis, as counter-clockwise from its positive end. */
export function dropAxis<T>(axis: 0 | 1 | 2): (point: Point3<T>) => Point<T> {
  const [i, j] = (
    [
      [1, 2],
      [2, 0],
      [0, 1],
    ] as const
  )[axis];
  return (point) => [point[i], point[j]];
}
