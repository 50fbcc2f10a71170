import type { Point3, Ring } from '../numbers/ring';
import { faceNormals, type Polyhedron } from './polyhedron';

/** The normal fan of a polyhedron of dimension 3. */
export interface NormalFan3d<T = number> {
  /** An outer normal of each face. */
  readonly rays: readonly Point3<T>[];
  /** For each vertex, the rays of its cone, counter-clockwise seen from outside: where the vertex is the highest. */
  readonly cones: readonly (readonly number[])[];
}

/** The normal fan. A zonotope's is the arrangement of the planes orthogonal to its generators. */
export function normalFan3d<T>(ring: Ring<T>, polyhedron: Polyhedron<T>): NormalFan3d<T> {
  // The face right of the edge that leaves a vertex within a face comes next, counter-clockwise, before that face.
  const following = polyhedron.vertices.map(() => new Map<number, number>());
  const faceOf = new Map<string, number>();
  polyhedron.faces.forEach((face, f) => {
    face.forEach((corner, k) => faceOf.set(`${corner},${face[(k + 1) % face.length]}`, f));
  });
  polyhedron.faces.forEach((face, f) => {
    face.forEach((corner, k) => {
      following[corner]!.set(faceOf.get(`${face[(k + 1) % face.length]},${corner}`)!, f);
    });
  });
  return { rays: faceNormals(ring, polyhedron), cones: following.map(around) };
}

function around(next: ReadonlyMap<number, number>): number[] {
  const [first] = next.keys();
  const faces = [first!];
  for (let at = next.get(first!)!; at !== first; at = next.get(at)!) faces.push(at);
  return faces;
}
