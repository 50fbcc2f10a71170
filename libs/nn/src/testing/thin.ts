import type { NetworkDefinitionInput, NodeDefinitionInput } from '@tombola/shared';

/**
 * A network of the same nodes for tests that a whole one would take too long: with a quarter of the channels, in whole
 * sixteens where they were, and norms that do not blow up what rounding does where a batch is only a few numbers.
 */
export function thin({ name, nodes }: NetworkDefinitionInput): NetworkDefinitionInput {
  return { name, nodes: nodes.map(thinNode) };
}

function thinNode(node: NodeDefinitionInput): NodeDefinitionInput {
  if (node.op === 'conv' && typeof node.channels === 'number') return { ...node, channels: fewer(node.channels) };
  if (node.op === 'dense' && typeof node.units === 'number') return { ...node, units: fewer(node.units) };
  if (node.op === 'batch-norm') return { ...node, epsilon: 0.1 };
  return node;
}

function fewer(count: number): number {
  return count % 16 === 0 ? Math.max(1, Math.round(count / 64)) * 16 : Math.ceil(count / 4);
}
