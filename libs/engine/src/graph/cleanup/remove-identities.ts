import { constantOf, node, producer, rewriteGraph, type Graph, type Node, type Value } from '../graph';
import type { Extent } from '../../tensor';
import { isFill } from './fold-constants';

/**
 * Nodes that change nothing are removed, pairs that cancel or combine become one: casts, reshapes and transposes of
 * their own kind, multiplication and division by one. Adding zero stays: it turns -0 into +0.
 */
export function removeIdentities(graph: Graph): Graph {
  return rewriteGraph(graph, (original) => {
    const simpler = simplify(original);
    return simpler === undefined ? original.outputs : [simpler];
  });
}

function simplify(original: Node): Value | undefined {
  const [x, y] = original.inputs;
  const [output] = original.outputs;
  if (x === undefined || output === undefined) return undefined;
  switch (original.op) {
    case 'Identity':
      return x;
    case 'Cast':
      return castOf(x, output);
    case 'Reshape':
    case 'Expand':
      if (sameShape(x.shape, output.shape)) return x;
      return original.op === 'Reshape' ? reshapeOfReshape(x, y, output, original) : undefined;
    case 'Transpose':
      return transposeOf(x, output, original);
    case 'Sum':
      return original.inputs.length === 1 ? x : undefined;
    case 'Mul':
      if (isOne(y) && sameShape(x.shape, output.shape)) return x;
      return isOne(x) && y !== undefined && sameShape(y.shape, output.shape) ? y : undefined;
    case 'Div':
    case 'Pow':
      return isOne(y) && sameShape(x.shape, output.shape) ? x : undefined;
    default:
      return undefined;
  }
}

function castOf(x: Value, output: Value): Value | undefined {
  if (x.dtype === output.dtype) return x;
  const inner = producer(x, 'Cast');
  const from = inner?.inputs[0];
  if (from === undefined) return undefined;
  // Widening first loses nothing, so the outer cast may start from the narrow value.
  const widening = (from.dtype === 'uint8' || from.dtype === 'bool') && x.dtype !== 'bool';
  if (!widening) return undefined;
  if (from.dtype === output.dtype) return from;
  const { attributes } = output.source as Node;
  return node('Cast', [from], output, attributes);
}

function reshapeOfReshape(x: Value, target: Value | undefined, output: Value, original: Node): Value | undefined {
  const from = producer(x, 'Reshape')?.inputs[0];
  if (from === undefined) return undefined;
  if (sameShape(from.shape, output.shape)) return from;
  return node('Reshape', [from, target], output, original.attributes);
}

function transposeOf(x: Value, output: Value, original: Node): Value | undefined {
  const perm = original.attributes.perm as readonly number[];
  if (perm.every((axis, i) => axis === i)) return x;
  const inner = producer(x, 'Transpose');
  const from = inner?.inputs[0];
  if (inner === undefined || from === undefined) return undefined;
  const innerPerm = inner.attributes.perm as readonly number[];
  const combined = perm.map((axis) => innerPerm[axis]!);
  return combined.every((axis, i) => axis === i) ? from : node('Transpose', [from], output, { perm: combined });
}

function isOne(value: Value | undefined): boolean {
  const data = constantOf(value);
  return data !== undefined && Number(data[0]) === 1 && isFill(data);
}

function sameShape(a: readonly Extent[], b: readonly Extent[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}
