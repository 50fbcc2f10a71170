import type { BatchNormNode, ConvNode, DenseNode, Values } from './network';
import type { ResolvedNode } from './resolve';

/** factor x + shift for every unit or channel. */
export interface Scaling {
  readonly factor: Float64Array;
  readonly shift: Float64Array;
}

/** What batch norm does in use. */
export function scalingOf({ scale, shift, mean, variance, epsilon = 1e-5 }: BatchNormNode): Scaling {
  const factor = Float64Array.from(scale, (value, i) => value / Math.sqrt(variance[i]! + epsilon));
  return { factor, shift: Float64Array.from(shift, (value, i) => value - mean[i]! * factor[i]!) };
}

/** Weights and biases with a batch norm after them multiplied in. */
export function fold(node: DenseNode | ConvNode, { factor, shift }: Scaling): DenseNode | ConvNode {
  const outputs = factor.length;
  const each = node.weights.length / outputs;
  const weights = Float64Array.from(node.weights as Float64Array, (w, i) => w * factor[Math.floor(i / each)]!);
  const bias = shift.map((value, i) => value + factor[i]! * (node.bias?.[i] ?? 0));
  return { ...node, weights, bias };
}

/** Whether a batch norm can be multiplied into what it reads: weights that nobody else reads the result of. */
export function folds(nodes: readonly ResolvedNode[], place: number): boolean {
  const from = nodes[place]!.from[0]!;
  const source = from < 0 ? undefined : nodes[from]!.node.op;
  const readers = nodes.filter((node) => node.from.includes(from)).length;
  return nodes[place]!.node.op === 'batch-norm' && readers === 1 && (source === 'dense' || source === 'conv');
}

/** As float64. */
export function float64(values: Values): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values as ArrayLike<number>);
}
