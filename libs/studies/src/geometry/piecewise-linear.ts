import type { NetworkNode, PiecewiseLinearNetwork } from '@tombola/geometry';
import { IMAGES, type NetworkStructure, type Node, type Parameters } from '@tombola/nn';

/**
 * A network with its trained state as the plain data that libs/geometry slices: the function that it is in use, batch norm by its
 * running statistics, dropout left out. Its inputs are those that the network sees, [channels, height, width], after normalisation.
 *
 * @param parameters parameters and statistics by name, pruned weights being 0
 */
export function piecewiseLinear(
  { inputShape, nodes }: NetworkStructure,
  parameters: Parameters,
): PiecewiseLinearNetwork {
  /** Where what a node makes is found; -1 is the input. */
  const places = new Map([[IMAGES, -1]]);
  const made: NetworkNode[] = [];
  for (const node of nodes) {
    const from = node.inputs.map((input) => places.get(input)!);
    if (node.op === 'dropout') {
      places.set(node.name, from[0]!);
      continue;
    }
    places.set(node.name, made.length);
    made.push(converted(node, from, (role) => parameters[`${node.name}/${role}`]!.data));
  }
  return { inputShape, nodes: made };
}

type Role = 'weights' | 'bias' | 'scale' | 'shift' | 'mean' | 'variance';

function converted(
  node: Exclude<Node, { op: 'dropout' }>,
  inputs: readonly number[],
  values: (role: Role) => Float32Array,
): NetworkNode {
  const from = inputs[0]!;
  const biasOf = ({ bias }: { readonly bias: boolean }) => (bias ? { bias: values('bias') } : {});
  switch (node.op) {
    case 'dense':
      return {
        op: node.op,
        from,
        units: node.units,
        weights: transposed(values('weights'), node.units),
        ...biasOf(node),
      };
    case 'conv': {
      const { op, channels, kernel, stride, padding, groups } = node;
      return { op, from, channels, kernel, stride, padding, groups, weights: values('weights'), ...biasOf(node) };
    }
    case 'batch-norm': {
      const [scale, shift, mean, variance] = (['scale', 'shift', 'mean', 'variance'] as const).map(values);
      return {
        op: node.op,
        from,
        epsilon: node.epsilon,
        scale: scale!,
        shift: shift!,
        mean: mean!,
        variance: variance!,
      };
    }
    case 'max-pool':
    case 'average-pool': {
      const { op, size, stride, padding } = node;
      return { op, from, size, stride, padding };
    }
    case 'add':
    case 'concat':
      return { op: node.op, from: inputs };
    case 'relu':
    case 'global-average-pool':
    case 'flatten':
      return { op: node.op, from };
  }
}

/** [in, out] as [out, in]. */
function transposed(weights: Float32Array, out: number): Float32Array {
  const turned = new Float32Array(weights.length);
  const inputs = weights.length / out;
  weights.forEach((weight, k) => (turned[(k % out) * inputs + Math.floor(k / out)] = weight));
  return turned;
}
