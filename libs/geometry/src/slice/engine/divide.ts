import { cutFace } from '../mesh/cut';
import type { Mesh } from '../mesh/mesh';
import type { Outline } from '../mesh/outline';
import { removeEdge, removed, removeOrigin } from '../mesh/remove';
import { unionFind } from '../union-find';
import { compare, leader, type Contest, type Difference } from './contest';

/** Parts of a face and the place of the function that is the greatest in each. */
export interface Parts {
  readonly faces: number[];
  readonly winners: number[];
}

/**
 * Cuts a face into the convex parts where each of several functions is the greatest.
 *
 * Where two functions are each above the other somewhere, the line on which they are equal cuts the face, and the lesser is out of the
 * contest on either side. What such a line cuts of the part of a third one is joined again.
 *
 * @param line what the edges are called
 */
export function divideFace(mesh: Mesh, outline: Outline, face: number, contest: Contest, line: number): Parts {
  const parts: Parts = { faces: [], winners: [] };
  const firstEdge = mesh.halfEdges;
  const firstVertex = mesh.vertices;
  const divide = (part: number, places: readonly number[]): void => {
    outline.load(mesh, part);
    const duel = findDuel(outline, contest, places);
    if ('winner' in duel) {
      parts.faces.push(part);
      parts.winners.push(duel.winner);
      return;
    }
    const { one, other, tolerance, left } = duel;
    const beyond = cutFace(mesh, outline, valuesOf(outline, contest, one, other), tolerance, line);
    divide(
      part,
      left.filter((place) => place !== other),
    );
    divide(
      beyond,
      left.filter((place) => place !== one),
    );
  };
  const all = Array.from(contest.rows, (_, place) => place);
  divide(
    face,
    all.filter((place) => contest.rows[place]! >= 0),
  );
  return parts.faces.length > 2 ? joined(mesh, parts, { firstEdge, firstVertex, line }) : parts;
}

type Duel =
  | { readonly winner: number }
  | { readonly one: number; readonly other: number; readonly tolerance: number; readonly left: readonly number[] };

const difference: Difference = { least: 0, greatest: 0, tolerance: 0 };

/** The function that is the greatest on all of a face, or two that each are above the other somewhere. */
function findDuel(outline: Outline, contest: Contest, places: readonly number[]): Duel {
  let left = places;
  for (;;) {
    const among = left;
    const one = leader(outline, contest, (place) => among.includes(place));
    const other = left.find((place) => {
      compare(outline, contest, one, place, difference);
      return difference.least < -difference.tolerance;
    });
    if (other === undefined) return { winner: firstEqual(outline, contest, left, one) };
    if (difference.greatest > difference.tolerance) return { one, other, tolerance: difference.tolerance, left };
    // It is nowhere above the other.
    left = left.filter((place) => place !== one);
  }
}

/** The first of the functions that are equal to the greatest on all of a face. */
function firstEqual(outline: Outline, contest: Contest, places: readonly number[], winner: number): number {
  const equal = places.find((place) => {
    compare(outline, contest, winner, place, difference);
    return difference.greatest <= difference.tolerance;
  });
  return equal ?? winner;
}

function valuesOf({ corners, x, y }: Outline, { input, rows }: Contest, one: number, other: number): Float64Array {
  const [p, q] = [3 * rows[one]!, 3 * rows[other]!];
  const [a, b, c] = [0, 1, 2].map((k) => input[p + k]! - input[q + k]!) as [number, number, number];
  return Float64Array.from({ length: corners }, (_, i) => a * x[i]! + b * y[i]! + c);
}

interface Cut {
  readonly firstEdge: number;
  readonly firstVertex: number;
  readonly line: number;
}

/** Joins parts with the same winner, and takes away the vertices that only their edges had. */
function joined(mesh: Mesh, { faces, winners }: Parts, { firstEdge, firstVertex, line }: Cut): Parts {
  const { origin, next, face, twin } = mesh;
  const placeOf = new Map(faces.map((part, i) => [part, i]));
  const groups = unionFind(faces.length);
  const own: number[] = [];
  for (let edge = firstEdge; edge < mesh.halfEdges; edge++) {
    if (mesh.line[edge] !== line) continue;
    const [left, right] = [placeOf.get(face[edge]!), placeOf.get(face[twin[edge]!]!)];
    if (left === undefined || right === undefined || winners[left] !== winners[right]) continue;
    groups.unite(left, right);
    if (edge < twin[edge]!) own.push(edge);
  }
  // Inside of a group edges may be a tree or a ring: all go before anything is said of the face that is left.
  const around = faces.map((part) => sidesOf(mesh, part));
  for (const edge of own) removeEdge(mesh, edge);
  const parts: Parts = { faces: [], winners: [] };
  faces.forEach((part, i) => {
    if (groups.find(i) !== i) {
      mesh.edge[part] = removed;
      return;
    }
    const first = around
      .flatMap((sides, k) => (groups.find(k) === i ? sides : []))
      .find((side) => origin[side] !== removed)!;
    let edge = first;
    do {
      face[edge] = part;
      edge = next[edge]!;
    } while (edge !== first);
    mesh.edge[part] = first;
    parts.faces.push(part);
    parts.winners.push(winners[i]!);
  });
  for (let edge = firstEdge; edge < mesh.halfEdges; edge++) {
    if (origin[edge]! >= firstVertex) removeOrigin(mesh, edge);
  }
  return parts;
}

/** The half-edges of a face. */
function sidesOf({ edge: first, next }: Mesh, part: number): number[] {
  const sides: number[] = [];
  let edge = first[part]!;
  do {
    sides.push(edge);
    edge = next[edge]!;
  } while (edge !== first[part]);
  return sides;
}
