import { sortedNodes, type Graph } from '../graph';
import { foldConstants } from './fold-constants';
import { fuseClip } from './fuse-clip';
import { fuseConv } from './fuse-conv';
import { fuseMatMul } from './fuse-matmul';
import { mergeEqual } from './merge-equal';
import { removeIdentities } from './remove-identities';

/**
 * The graph with the same results and less work: identities and cancelling transposes removed, constants folded and
 * shared, transposes and bias additions taken into matrix products and convolutions, bounds into one op, equal subexpressions computed
 * once. Nodes that no output needs fall away with every pass. Results stay bit-equal but for fused products, which
 * round once less.
 */
export function cleanUp(graph: Graph): Graph {
  const passes = [foldConstants, removeIdentities, fuseMatMul, fuseConv, fuseClip, mergeEqual];
  let current = graph;
  for (let before = Infinity; ;) {
    const count = sortedNodes(current).length;
    if (count >= before) return current;
    before = count;
    for (const pass of passes) current = pass(current);
  }
}
