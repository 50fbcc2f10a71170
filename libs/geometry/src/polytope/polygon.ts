import type { Numbers } from '../numbers/numbers';
import type { Point, Ring } from '../numbers/ring';

/**
 * A convex polygon: its vertices, counter-clockwise, none of them on the line of its neighbours. Two vertices are a segment, one
 * is a point, and none is the empty set.
 */
export type Polygon<T = number> = readonly Point<T>[];

/** The vectors from each vertex to the next; a segment has two, there and back, a point none. */
export function edgeVectors<T>(ring: Ring<T>, polygon: Polygon<T>): Point<T>[] {
  if (polygon.length < 2) return [];
  return polygon.map(([x, y], k) => {
    const [nextX, nextY] = polygon[(k + 1) % polygon.length]!;
    return [ring.subtract(nextX, x), ring.subtract(nextY, y)];
  });
}

/** The outer normal of each edge, as long as the edge: normal k belongs to the edge from vertex k to k + 1. */
export function outerNormals<T>(ring: Ring<T>, polygon: Polygon<T>): Point<T>[] {
  return edgeVectors(ring, polygon).map(([x, y]) => [y, ring.negate(x)]);
}

/** The area, by the shoelace formula; 0 for a segment or a point. */
export function area<T>(numbers: Numbers<T>, polygon: Polygon<T>): T {
  return numbers.divide(doubleArea(numbers, polygon), numbers.of(2));
}

/** Twice the area. */
export function doubleArea<T>(ring: Ring<T>, polygon: Polygon<T>): T {
  return fan(ring, polygon).reduce((sum, [, , double]) => ring.add(sum, double), ring.zero);
}

/** The length of the boundary; of a segment, twice its length. */
export function perimeter<T>(ring: Ring<T>, polygon: Polygon<T>): number {
  const lengths = edgeVectors(ring, polygon).map(([x, y]) => Math.hypot(ring.toNumber(x), ring.toNumber(y)));
  return lengths.reduce((sum, length) => sum + length, 0);
}

/** The mean distance of parallel lines that hold the polygon between them: perimeter / pi. */
export function meanWidth<T>(ring: Ring<T>, polygon: Polygon<T>): number {
  return perimeter(ring, polygon) / Math.PI;
}

/** The area of all points within a distance of the polygon, area + perimeter r + pi r^2 (Steiner). */
export function parallelArea<T>(numbers: Numbers<T>, polygon: Polygon<T>, distance: number): number {
  return numbers.toNumber(area(numbers, polygon)) + perimeter(numbers, polygon) * distance + Math.PI * distance ** 2;
}

/** The centroid of the area; of a segment its middle, of a point the point. Undefined for the empty set. */
export function centroid<T>(numbers: Numbers<T>, polygon: Polygon<T>): Point<T> | undefined {
  const { add, multiply, divide, of } = numbers;
  const triangles = fan(numbers, polygon);
  const double = doubleArea(numbers, polygon);
  const [first] = polygon;
  if (first === undefined || numbers.sign(double) === 0) return middle(numbers, polygon);
  const mean = (axis: 0 | 1) =>
    divide(
      triangles.reduce((sum, [a, b, weight]) => add(sum, multiply(add(a[axis], b[axis]), weight)), numbers.zero),
      multiply(double, of(3)),
    );
  return [add(first[0], mean(0)), add(first[1], mean(1))];
}

/** Whether a point is in the polygon or on its boundary. */
export function contains<T>(ring: Ring<T>, polygon: Polygon<T>, point: Point<T>): boolean {
  if (polygon.length === 0) return false;
  if (polygon.length < 3) return onSegment(ring, polygon[0]!, polygon[polygon.length - 1]!, point);
  return polygon.every((vertex, k) => ring.turn(vertex, polygon[(k + 1) % polygon.length]!, point) >= 0);
}

/** The polygon moved by a vector. */
export function translate<T>(ring: Ring<T>, polygon: Polygon<T>, [dx, dy]: Point<T>): Polygon<T> {
  return polygon.map(([x, y]) => [ring.add(x, dx), ring.add(y, dy)]);
}

/** The polygon times a positive factor. */
export function dilate<T>(ring: Ring<T>, polygon: Polygon<T>, factor: T): Polygon<T> {
  return polygon.map(([x, y]) => [ring.multiply(x, factor), ring.multiply(y, factor)]);
}

/** A polygon in floats. */
export function toFloats<T>(ring: Ring<T>, polygon: Polygon<T>): Polygon {
  return polygon.map(([x, y]) => [ring.toNumber(x), ring.toNumber(y)]);
}

/** Triangles of the first vertex and each edge: both its ends seen from there, and twice the area. */
function fan<T>(ring: Ring<T>, polygon: Polygon<T>): [Point<T>, Point<T>, T][] {
  const { subtract, multiply } = ring;
  const seen = polygon.map(([x, y]): Point<T> => [subtract(x, polygon[0]![0]), subtract(y, polygon[0]![1])]);
  return seen.slice(2).map((b, k) => {
    const a = seen[k + 1]!;
    return [a, b, subtract(multiply(a[0], b[1]), multiply(a[1], b[0]))];
  });
}

function middle<T>({ add, divide, of }: Numbers<T>, polygon: Polygon<T>): Point<T> | undefined {
  const [first, last] = [polygon[0], polygon[polygon.length - 1]];
  if (first === undefined || last === undefined) return undefined;
  return [divide(add(first[0], last[0]), of(2)), divide(add(first[1], last[1]), of(2))];
}

function onSegment<T>(ring: Ring<T>, a: Point<T>, b: Point<T>, point: Point<T>): boolean {
  const between = (axis: 0 | 1) => ring.compare(point[axis], a[axis]) * ring.compare(point[axis], b[axis]) <= 0;
  return ring.turn(a, b, point) === 0 && between(0) && between(1);
}
