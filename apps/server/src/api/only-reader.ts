import type { NetworkStructure } from '@tombola/nn';

/**
 * The convolution or dense layer that alone reads what a layer makes, through nothing that mixes its units with others;
 * undefined when there is none: several read it, or it is added, put beside others, or the logits.
 */
export function onlyReader({ nodes }: NetworkStructure, layer: string): string | undefined {
  const readers = new Map<string, (typeof nodes)[number][]>();
  for (const node of nodes) for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  let name = layer;
  for (;;) {
    const [node, another] = readers.get(name) ?? [];
    if (node === undefined || another !== undefined || node.inputs.length > 1) return undefined;
    if (node.op === 'conv' || node.op === 'dense') return node.name;
    name = node.name;
  }
}
