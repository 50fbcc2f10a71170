import { InputError, type NetworkDefinition, type NodeDefinition } from '@tombola/shared';
import { IMAGES } from './node';

/** A node as defined, with its name and what it reads. */
export type Wired = NodeDefinition & { readonly name: string; readonly inputs: readonly string[] };

/**
 * Every node with its name and its inputs: `OP_N` counts the nodes of an op, whatever their names, and a node without
 * inputs reads the one before.
 *
 * @throws {InputError} for two nodes of one name, for an input that is no node before, for a node that nobody reads.
 */
export function wire({ name: network, nodes }: NetworkDefinition): Wired[] {
  const counts = new Map<string, number>();
  const known = new Set([IMAGES]);
  const wired: Wired[] = [];
  for (const node of nodes) {
    const count = (counts.get(node.op) ?? 0) + 1;
    counts.set(node.op, count);
    const name = node.name ?? `${node.op.replaceAll('-', '_')}_${count}`;
    if (known.has(name)) {
      throw new InputError({
        what: name === IMAGES ? 'a node has the name of the examples' : `two nodes of ${network} have one name`,
        value: name,
        expected: 'another name for every node',
        mend: 'Give the node another name.',
      });
    }
    const inputs = node.inputs ?? [wired.at(-1)?.name ?? IMAGES];
    for (const input of inputs) {
      if (known.has(input)) continue;
      throw new InputError({
        what: `node ${name} (${node.op}) reads what is not before it`,
        value: input,
        expected: `one of ${[...known].join(', ')}`,
        mend: 'Name a node that stands before it in the list.',
      });
    }
    known.add(name);
    wired.push({ ...node, name, inputs });
  }
  refuseUnread(network, wired);
  return wired;
}

function refuseUnread(network: string, wired: readonly Wired[]): void {
  const read = new Set(wired.flatMap(({ inputs }) => inputs));
  const unread = wired.slice(0, -1).find(({ name }) => !read.has(name));
  if (unread === undefined) return;
  throw new InputError({
    what: `a node of ${network} is made and not used`,
    value: unread.name,
    expected: 'every node but the last to be read by another',
    mend: 'Remove it, or name it among the inputs of a node after it.',
  });
}
