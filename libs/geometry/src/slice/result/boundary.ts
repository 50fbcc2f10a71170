import type { Edges, Parts } from './complex';
import { unionFind } from '../union-find';

/**
 * The decision boundary: the edges between parts of different classes, ties being a class of their own, and those where another
 * output only comes up to the greatest one. With the parts that are ties it is where two outputs are equal and the greatest.
 */
export interface Boundary {
  /** By their places among the edges of the slice. */
  readonly edges: Int32Array;
  /** Of the boundary as a graph in the box: b0 connected pieces, b1 = edges - vertices + b0 independent loops. */
  readonly betti: readonly [number, number];
  /** Connected regions in which a class is above the others, of every class that occurs, in the order of the classes. */
  readonly regions: readonly { readonly class: number; readonly count: number }[];
}

/** Finds the boundary of a slice. */
export function findBoundary(edges: Edges, parts: Pick<Parts, 'class'>, vertices: number): Boundary {
  const classes = parts.class;
  const found: number[] = [];
  const regions = unionFind(classes.length);
  for (let edge = 0; edge < edges.line.length; edge++) {
    const [left, right] = [edges.parts[2 * edge]!, edges.parts[2 * edge + 1]!];
    if (left < 0 || right < 0) continue;
    if (classes[left] === classes[right] && edges.tied[edge] === 0) regions.unite(left, right);
    else found.push(edge);
  }
  const counts = new Map<number, number>();
  classes.forEach((name, part) => {
    if (regions.find(part) === part) counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return {
    edges: Int32Array.from(found),
    betti: bettiNumbers(found, edges, vertices),
    regions: [...counts].sort(([a], [b]) => a - b).map(([name, count]) => ({ class: name, count })),
  };
}

function bettiNumbers(found: readonly number[], edges: Edges, vertices: number): [number, number] {
  const pieces = unionFind(vertices);
  const used = new Set<number>();
  let joins = 0;
  for (const edge of found) {
    const [from, to] = [edges.vertices[2 * edge]!, edges.vertices[2 * edge + 1]!];
    used.add(from).add(to);
    if (pieces.find(from) === pieces.find(to)) continue;
    pieces.unite(from, to);
    joins++;
  }
  const connected = used.size - joins;
  return [connected, found.length - used.size + connected];
}
