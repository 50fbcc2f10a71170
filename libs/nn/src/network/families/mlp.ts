import { InputError, type NetworkDefinitionInput, type NodeDefinitionInput } from '@tombola/shared';

/**
 * A multi-layer perceptron: dense layers `dense_1`, `dense_2`, ... with ReLU between them.
 *
 * @param hidden units of the hidden layers
 * @param bias whether dense layers have biases; without them the network is positively homogeneous
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlpDefinition(hidden: readonly number[], bias = true): NetworkDefinitionInput {
  const wrong = hidden.find((width) => !Number.isInteger(width) || width < 1);
  if (wrong !== undefined) {
    throw new InputError({ what: 'a layer of an MLP has no such width', value: wrong, expected: 'a positive integer' });
  }
  const biases = bias ? {} : { bias };
  return {
    name: `mlp-${hidden.join('-')}${bias ? '' : '-bias-free'}`,
    nodes: [
      { op: 'flatten' },
      ...denseRelu(hidden).map((node) => (node.op === 'dense' ? { ...node, ...biases } : node)),
      { op: 'dense', units: 'classes', ...biases },
    ],
  };
}

/** Dense layers, each followed by ReLU. */
export function denseRelu(widths: readonly number[]): NodeDefinitionInput[] {
  return widths.flatMap((units) => [{ op: 'dense', units }, { op: 'relu' }] as const);
}
