import { node, producer, rewriteGraph, type Graph, type Node, type Value } from '../graph';
import { countUsers } from '../users';

/** Transposes of two-dimensional operands and additions of a bias row are taken into Gemm. */
export function fuseMatMul(graph: Graph): Graph {
  const users = countUsers(graph);
  return rewriteGraph(graph, (node, before) => {
    if (node.op === 'Gemm') return [absorbTransposes(node)];
    // Users were counted before the pass, so operands are looked up as they were then.
    if (node.op === 'Add') return [absorbBias(node, (operand) => users.get(before.inputs[operand]!) === 1)];
    return node.outputs;
  });
}

function absorbTransposes(gemm: Node): Value {
  const [a, b, c] = gemm.inputs;
  const [fromA, fromB] = [transposed(a), transposed(b)];
  if (fromA === undefined && fromB === undefined) return gemm.outputs[0]!;
  return node('Gemm', [fromA ?? a, fromB ?? b, ...(c === undefined ? [] : [c])], gemm.outputs[0]!, {
    ...gemm.attributes,
    transA: Number(gemm.attributes.transA) ^ Number(fromA !== undefined),
    transB: Number(gemm.attributes.transB) ^ Number(fromB !== undefined),
  });
}

function transposed(value: Value | undefined): Value | undefined {
  const transpose = producer(value, 'Transpose');
  const [first] = (transpose?.attributes.perm ?? []) as readonly number[];
  return value?.shape.length === 2 && first === 1 ? transpose?.inputs[0] : undefined;
}

/** Gemm(a, b) + bias becomes Gemm(a, b, bias) when the product has no other use and the bias broadcasts over rows. */
function absorbBias(add: Node, usedOnce: (operand: number) => boolean): Value {
  const output = add.outputs[0]!;
  for (const operand of [0, 1]) {
    const [product, bias] = [add.inputs[operand], add.inputs[1 - operand]];
    const gemm = producer(product, 'Gemm');
    if (product === undefined || bias === undefined || gemm === undefined || gemm.inputs.length > 2) continue;
    if (!usedOnce(operand) || bias.shape.length > 2 || product.shape.length !== output.shape.length) continue;
    if (product.shape.some((extent, axis) => extent !== output.shape[axis])) continue;
    return node('Gemm', [gemm.inputs[0], gemm.inputs[1], bias], output, gemm.attributes);
  }
  return output;
}
