import type { Signatures } from '../engine/signatures';
import type { Edges, Parts } from './complex';
import { unionFind } from '../union-find';

/** The three things that are called linear regions. activation >= connected >= maps. */
export interface Counts {
  /** Cells: activation patterns that occur with an inside. */
  readonly activation: number;
  /** Connected sets of cells with one affine map; cells that only share a corner are not connected. */
  readonly connected: number;
  /** Different affine maps. */
  readonly maps: number;
}

/** Counts the regions of a slice. */
export function countRegions(signatures: Signatures, edges: Edges, { cell }: Pick<Parts, 'cell'>): Counts {
  const activation = signatures.count;
  const sets = unionFind(activation);
  let connected = activation;
  for (let edge = 0; edge < edges.line.length; edge++) {
    const [left, right] = [edges.parts[2 * edge]!, edges.parts[2 * edge + 1]!];
    if (left < 0 || right < 0) continue;
    const [one, other] = [cell[left]!, cell[right]!];
    if (one === other || !signatures.equal(one, other) || sets.find(one) === sets.find(other)) continue;
    sets.unite(one, other);
    connected--;
  }
  return { activation, connected, maps: signatures.distinct() };
}
