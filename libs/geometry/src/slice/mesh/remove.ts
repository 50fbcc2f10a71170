import { outside, type Mesh } from './mesh';

/** Where removed half-edges begin. */
export const removed = -1;

/**
 * Takes an edge away. The faces beside it become one, or one that it stood in stays; what half-edges are called by, and where
 * faces begin, is for the caller to set when all are gone: on the way a face may have several loops.
 */
export function removeEdge(mesh: Mesh, edge: number): void {
  const { next, origin } = mesh;
  const back = mesh.twin[edge]!;
  const before = predecessor(mesh, edge);
  const beforeBack = predecessor(mesh, back);
  next[before] = next[back]!;
  next[beforeBack] = next[edge]!;
  origin[edge] = removed;
  origin[back] = removed;
}

/** Takes the origin of a half-edge away when only two edges meet there; they become one. Whether it did. */
export function removeOrigin(mesh: Mesh, edge: number): boolean {
  const { next, twin, origin, face } = mesh;
  const backOfEdge = twin[edge]!;
  // Around the vertex: the half-edge that leaves it on the other side, and back.
  const other = next[backOfEdge]!;
  if (other === edge || next[twin[other]!] !== edge) return false;
  const before = twin[other]!;
  next[before] = next[edge]!;
  next[backOfEdge] = next[other]!;
  twin[before] = backOfEdge;
  twin[backOfEdge] = before;
  if (face[before] !== outside) mesh.edge[face[before]!] = before;
  if (face[backOfEdge] !== outside) mesh.edge[face[backOfEdge]!] = backOfEdge;
  origin[edge] = removed;
  origin[other] = removed;
  return true;
}

function predecessor({ next }: Mesh, edge: number): number {
  let before = edge;
  while (next[before] !== edge) before = next[before]!;
  return before;
}
