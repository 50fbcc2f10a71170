import type { Node } from './node';

/**
 * Names of the convolutions and dense layers that make the logits: those from which the last node is reached without
 * another of them between. More than one when the last node adds, or puts side by side.
 */
export function logitLayers(nodes: readonly Node[]): ReadonlySet<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  const visit = (name: string) => {
    const node = byName.get(name);
    if (node === undefined) return;
    if (node.op === 'conv' || node.op === 'dense') found.add(name);
    else node.inputs.forEach(visit);
  };
  visit(nodes.at(-1)!.name);
  return found;
}
