import { definitionOf, type DataShape } from '@tombola/nn';
import type { NetworkDefinitionInput, NetworkName } from '@tombola/shared';

/** A network of the literature with a share of its channels and units. */
export function narrow(name: NetworkName, data: DataShape, factor: number): NetworkDefinitionInput {
  const { nodes } = definitionOf({ name }, data);
  const less = (count: number | 'classes') => (count === 'classes' ? count : Math.max(2, Math.ceil(count / factor)));
  return {
    name: `narrow-${name}`,
    nodes: nodes.map((node) => {
      if (node.op === 'conv') return { ...node, channels: less(node.channels) };
      return node.op === 'dense' ? { ...node, units: less(node.units) } : node;
    }),
  };
}
