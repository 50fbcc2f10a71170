import type { NetworkStructure, Node } from '@tombola/nn';
import { isMixer } from './reading';

/** A residual block: a branch that is added to a shortcut. */
export interface ResidualBlock {
  /** The node that adds. */
  readonly sum: string;
  /** What the sum would be without the branch: the stream, or its projection. */
  readonly shortcut: string;
  /** The nodes that only the branch needs, in the network's order; the last one is what is added. */
  readonly branch: readonly string[];
}

/**
 * The residual blocks of a network, in order: of the two inputs of a sum, the branch is the one that takes more convolutions
 * and dense layers that the other does not. Sums of more than two, or of equals, are no blocks.
 */
export function residualBlocks(network: NetworkStructure): ResidualBlock[] {
  const byName = new Map(network.nodes.map((node) => [node.name, node]));
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (const { name, inputs } of network.nodes) {
    ancestors.set(name, new Set([name, ...inputs.flatMap((input) => [...(ancestors.get(input) ?? [])])]));
  }
  const alone = (name: string, other: string): Node[] =>
    network.nodes.filter((node) => ancestors.get(name)?.has(node.name) && !ancestors.get(other)?.has(node.name));
  return network.nodes.flatMap(({ op, name, inputs }) => {
    if (op !== 'add' || inputs.length !== 2) return [];
    const [first, second] = inputs as [string, string];
    const sides = [
      { end: first, shortcut: second, nodes: alone(first, second) },
      { end: second, shortcut: first, nodes: alone(second, first) },
    ];
    const mixers = sides.map(({ nodes }) => nodes.filter(isMixer).length);
    if (mixers[0] === mixers[1]) return [];
    const { end, shortcut, nodes } = sides[mixers[0]! > mixers[1]! ? 0 : 1]!;
    if (byName.get(end) !== nodes.at(-1)) return [];
    return [{ sum: name, shortcut, branch: nodes.map((node) => node.name) }];
  });
}
