import { hash } from '@tombola/shared';
import { rewriteGraph, type ConstantData, type Graph, type Node, type Value } from '../graph';

/** Equal constants become one, and nodes that do the same to the same inputs become one (common subexpressions). */
export function mergeEqual(graph: Graph): Graph {
  const ids = new Map<Value, number>();
  const constants = new Map<string, Value>();
  const nodes = new Map<string, Node>();

  const unique = (value: Value): Value => {
    if (value.source.kind !== 'constant') return value;
    const { data, name } = value.source;
    const key = `${value.dtype}[${value.shape.join(',')}] ${name ?? ''} ${contentKey(data)}`;
    const known = constants.get(key);
    if (known !== undefined) return known;
    constants.set(key, value);
    return value;
  };
  const idOf = (value: Value): number => {
    if (!ids.has(value)) ids.set(value, ids.size);
    return ids.get(value)!;
  };

  return rewriteGraph(graph, (original) => {
    const inputs = original.inputs.map((input) => (input === undefined ? undefined : unique(input)));
    const wiring = inputs.map((input) => (input === undefined ? ('' as const) : idOf(input)));
    const subgraph = Object.values(original.attributes).some(
      (value) => typeof value === 'object' && 'outputs' in value,
    );
    const key = subgraph ? undefined : nodeKey(original, wiring);
    const known = key === undefined ? undefined : nodes.get(key);
    if (known !== undefined) return known.outputs;
    const outputs: Value[] = [];
    const made: Node = { ...original, inputs, outputs };
    for (const { dtype, shape } of original.outputs) outputs.push({ dtype, shape, source: made });
    if (key !== undefined) nodes.set(key, made);
    return outputs;
  });
}

function nodeKey({ domain, op, attributes, outputs }: Node, wiring: readonly (number | '')[]): string {
  const exactly = (_: string, value: unknown) =>
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${1 / value} ${value}`
      : value;
  return JSON.stringify([domain, op, outputs.length, wiring, Object.entries(attributes).sort()], exactly);
}

function contentKey(data: ConstantData): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes.length <= 32 ? bytes.join() : hash(bytes);
}
