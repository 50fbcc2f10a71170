import { checkFinite } from '../numbers/check-finite';
import { integers } from '../numbers/integers';
import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import { generatorLines } from './generator-lines';
import { cross3, dot3, type Polyhedron } from './polyhedron';

/** A zonotope in space that knows which generators its faces are. */
export interface Zonotope3d<T = number> extends Polyhedron<T> {
  /** For each face, the generators parallel to it, ascending. */
  readonly faceGenerators: readonly (readonly number[])[];
}

type Vector3 = Point3<bigint>;

/**
 * The zonotope start + sum of [0, g] over generators of space. Each plane that two of them span is that of two faces, and a face is
 * the zonogon of all generators in its plane: no hull is needed, and faces come whole. O(n^3) for n directions. Decided and added up
 * in integers: floats give the zonotope of exactly these floats, its vertices rounded once.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function zonotope3d<T>(
  numbers: Numbers<T>,
  generators: readonly Point3<T>[],
  start: Point3<T> = [numbers.zero, numbers.zero, numbers.zero],
): Zonotope3d<T> {
  for (const generator of generators) checkFinite(numbers, generator, 'a generator');
  checkFinite(numbers, start, 'the start of a zonotope');
  const unit = numbers.commonDenominator([...generators.flat(), ...start]);
  const times = numbers.times(unit);
  const { vertices, ...rest } = integerZonotope3d(
    generators.map((generator) => map3(generator, times)),
    map3(start, times),
  );
  const over = numbers.over(unit);
  return { ...rest, vertices: vertices.map((vertex) => map3(vertex, over)) };
}

/** The same for integers. */
export function integerZonotope3d(generators: readonly Vector3[], start: Vector3): Zonotope3d<bigint> {
  const { vectors, members, start: base } = generatorLines(generators, start);
  if (vectors.length < 2) {
    const vertices = [base, ...vectors.map((vector) => plus(base, vector))];
    return { dimension: vectors.length, vertices, faces: [], faceGenerators: [] };
  }
  const vertices: Vector3[] = [];
  const places = new Map<string, number>();
  const placeOf = (vertex: Vector3) => {
    const key = vertex.join();
    if (!places.has(key)) places.set(key, vertices.push(vertex) - 1);
    return places.get(key)!;
  };
  const faces: number[][] = [];
  const faceGenerators: number[][] = [];
  let dimension = 3;
  for (const { normal, within } of spannedPlanes(vectors)) {
    if (within.length === vectors.length) dimension = 2;
    for (const outer of dimension === 2 ? [normal] : [normal, opposite(normal)]) {
      const above = vectors.filter((vector) => dot3(integers, vector, outer) > 0n);
      const inPlane = within.map((k) => vectors[k]!);
      faces.push(outline(inPlane, above.reduce(plus, base), outer).map(placeOf));
      faceGenerators.push(within.flatMap((k) => members[k]!).sort((a, b) => a - b));
    }
  }
  return { dimension, vertices, faces, faceGenerators };
}

/** Each plane that two of the vectors span, once, with a normal and all vectors in it. No two vectors are parallel. */
function spannedPlanes(vectors: readonly Vector3[]): { normal: Vector3; within: number[] }[] {
  const planes: { normal: Vector3; within: number[] }[] = [];
  for (let j = 1; j < vectors.length; j++) {
    for (let i = 0; i < j; i++) {
      const normal = cross3(integers, vectors[i]!, vectors[j]!);
      const inPlane = (k: number) => dot3(integers, normal, vectors[k]!) === 0n;
      // Another pair of the same plane came before this one.
      if (someBelow(j, (k) => k !== i && inPlane(k))) continue;
      const within = [i, j];
      for (let k = j + 1; k < vectors.length; k++) if (inPlane(k)) within.push(k);
      planes.push({ normal, within });
    }
  }
  return planes;
}

/** The corners of the zonogon of vectors of a plane, counter-clockwise around its normal. */
function outline(vectors: readonly Vector3[], start: Vector3, normal: Vector3): Vector3[] {
  const turn = (a: Vector3, b: Vector3) => dot3(integers, cross3(integers, a, b), normal);
  const [first] = vectors;
  let corner = start;
  const upright = vectors.map((vector) => {
    if (turn(first!, vector) >= 0n) return vector;
    corner = plus(corner, vector);
    return opposite(vector);
  });
  upright.sort((a, b) => (turn(a, b) > 0n ? -1 : 1));
  return [...upright, ...upright.map(opposite)].map((edge) => {
    const here = corner;
    corner = plus(corner, edge);
    return here;
  });
}

function someBelow(n: number, holds: (k: number) => boolean): boolean {
  for (let k = 0; k < n; k++) if (holds(k)) return true;
  return false;
}

function map3<A, B>([x, y, z]: Point3<A>, change: (x: A) => B): Point3<B> {
  return [change(x), change(y), change(z)];
}

function plus(a: Vector3, b: Vector3): Vector3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function opposite([x, y, z]: Vector3): Vector3 {
  return [-x, -y, -z];
}
