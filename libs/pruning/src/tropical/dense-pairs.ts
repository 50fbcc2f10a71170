import type { NetworkStructure, Node } from '@tombola/nn';

type DenseNode = Extract<Node, { op: 'dense' }>;

/** A hidden dense layer and the dense layer that reads its units, with a ReLU between them. */
export interface DensePair {
  readonly hidden: DenseNode;
  readonly output: DenseNode;
}

/** The pairs of dense layers that follow each other through a ReLU, and dropout, and nothing else; in the network's order. */
export function densePairs({ nodes }: NetworkStructure): DensePair[] {
  const onlyReader = (of: Node) => {
    const readers = nodes.filter(({ inputs }) => inputs.includes(of.name));
    return readers.length === 1 ? readers[0] : undefined;
  };
  return nodes.flatMap((hidden) => {
    if (hidden.op !== 'dense') return [];
    let output = onlyReader(hidden);
    if (output?.op !== 'relu') return [];
    while (output?.op === 'relu' || output?.op === 'dropout') output = onlyReader(output);
    return output?.op === 'dense' ? [{ hidden, output }] : [];
  });
}
