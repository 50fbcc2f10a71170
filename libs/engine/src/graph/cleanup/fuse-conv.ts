import {
  constantOf,
  node,
  producer,
  reshape,
  rewriteGraph,
  sortedNodes,
  type Graph,
  type Node,
  type Value,
} from '../graph';
import { countUsers } from '../users';

/**
 * Additions of a bias a channel are taken into convolutions. What asks whether the input of a ReLU is positive asks its
 * output instead, which is the same, so that the input need not be kept for it.
 */
export function fuseConv(graph: Graph): Graph {
  const users = countUsers(graph);
  const rectified = new Set(sortedNodes(graph).flatMap(({ op, inputs }) => (op === 'Relu' ? [inputs[0]!] : [])));
  return rewriteGraph(graph, (current, before) => {
    // Users were counted before the pass, so operands are looked up as they were then.
    if (current.op === 'Add') return [absorbBias(current, (operand) => users.get(before.inputs[operand]!) === 1)];
    if (current.op === 'Greater' && rectified.has(before.inputs[0]!)) return [askOutput(current)];
    return current.outputs;
  });
}

function absorbBias(add: Node, usedOnce: (operand: number) => boolean): Value {
  const output = add.outputs[0]!;
  for (const operand of [0, 1]) {
    const [product, bias] = [add.inputs[operand], add.inputs[1 - operand]];
    const conv = producer(product, 'Conv');
    if (conv === undefined || conv.inputs.length > 2 || !usedOnce(operand)) continue;
    const channels = product!.shape[1] as number;
    const extents = bias!.shape;
    const perChannel = extents.length === 3 && extents[0] === channels && extents[1] === 1 && extents[2] === 1;
    if (perChannel) return node('Conv', [...conv.inputs, reshape(bias!, [channels])], output, conv.attributes);
  }
  return output;
}

function askOutput(greater: Node): Value {
  const [x, bound] = greater.inputs as [Value, Value];
  const isZero = constantOf(bound)?.every((element: number | bigint) => Number(element) === 0) === true;
  return isZero ? node('Greater', [node('Relu', [x], x), bound], greater.outputs[0]!) : greater.outputs[0]!;
}
