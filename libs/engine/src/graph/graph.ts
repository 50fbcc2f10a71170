import type { Extent } from '../tensor';

/** Element types inside a graph; int64 exists only for shapes, axes and indices that ONNX wants so. */
export type ElementType = 'float32' | 'int32' | 'int64' | 'uint8' | 'bool';

export type ConstantData = Float32Array | Int32Array | BigInt64Array | Uint8Array;

/** The elements of a constant as they lie in memory. */
export function bytesOf({ buffer, byteOffset, byteLength }: ConstantData): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A graph as an attribute is the body of a control-flow op; it may use values of the graph around it. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number } | Graph;

/** A tensor in a graph: an input, a constant, or an output of a node. */
export interface Value {
  readonly dtype: ElementType;
  /** Extents; names where they are known only when the graph runs. */
  readonly shape: readonly Extent[];
  readonly source: InputSource | ConstantSource | Node;
}

export interface InputSource {
  readonly kind: 'input';
  readonly name: string;
}

export interface ConstantSource {
  readonly kind: 'constant';
  readonly data: ConstantData;
  /** The initializer's name in the ONNX file, where it should have one. */
  readonly name?: string;
}

/**
 * Whose operation a node is: ONNX's own (the empty domain), onnxruntime's additions, its convolutions on blocked
 * channels, or ours, which no runtime knows: `lower` writes those in the others.
 */
export type Domain = '' | 'com.microsoft' | 'com.microsoft.nchwc' | 'tombola';

/** One operation. */
export interface Node {
  readonly kind: 'node';
  readonly op: string;
  readonly domain: Domain;
  /** `undefined` stands for an optional input that is left out. */
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Filled when the node is made, never changed. */
  readonly outputs: readonly Value[];
}

/** A program as a graph: named inputs, named outputs; the nodes are those reachable from the outputs. */
export interface Graph {
  readonly inputs: readonly Value[];
  readonly outputs: readonly (readonly [name: string, value: Value])[];
}

/** What one output of a node looks like. */
export type ValueType = Pick<Value, 'dtype' | 'shape'>;

/** A constant. */
export function constant(dtype: ElementType, shape: readonly number[], data: ConstantData, name?: string): Value {
  return { dtype, shape, source: name === undefined ? { kind: 'constant', data } : { kind: 'constant', data, name } };
}

/** A one-dimensional int64 constant: axes, a shape, starts and ends. */
export function int64s(values: readonly number[]): Value {
  return constant(
    'int64',
    [values.length],
    BigInt64Array.from(values, (value) => BigInt(value)),
  );
}

/** A node with one output. */
export function node(
  op: string,
  inputs: readonly (Value | undefined)[],
  type: ValueType,
  attributes: Node['attributes'] = {},
  domain: Node['domain'] = '',
): Value {
  return nodeWithOutputs(op, inputs, [type], attributes, domain)[0]!;
}

/** A node with several outputs. */
export function nodeWithOutputs(
  op: string,
  inputs: readonly (Value | undefined)[],
  types: readonly ValueType[],
  attributes: Node['attributes'] = {},
  domain: Node['domain'] = '',
): readonly Value[] {
  const outputs: Value[] = [];
  const made: Node = { kind: 'node', op, domain, inputs, attributes, outputs };
  for (const { dtype, shape } of types) outputs.push({ dtype, shape, source: made });
  return outputs;
}

/** The constant data of a value, if it is a constant. */
export function constantOf(value: Value | undefined): ConstantData | undefined {
  return value?.source.kind === 'constant' ? value.source.data : undefined;
}

/** The value with its axes in another order. */
export function transpose(value: Value, perm: readonly number[]): Value {
  return node('Transpose', [value], { dtype: value.dtype, shape: perm.map((axis) => value.shape[axis]!) }, { perm });
}

/** The value in another shape of the same size; of a named extent the rest is told. */
export function reshape(value: Value, shape: readonly Extent[]): Value {
  const target = int64s(shape.map((extent) => (typeof extent === 'number' ? extent : -1)));
  return node('Reshape', [value, target], { dtype: value.dtype, shape }, { allowzero: 1 });
}

/** The node that makes a value, if one does. */
export function producer(value: Value | undefined, op?: string): Node | undefined {
  const source = value?.source;
  return source?.kind === 'node' && (op === undefined || source.op === op) ? source : undefined;
}

/** Every node that the outputs need, each after the nodes that it needs itself. */
export function sortedNodes(graph: Graph): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  // An explicit stack: a traced program may be deeper than the call stack allows.
  const stack = graph.outputs.map(([, value]) => ({ source: value.source, expanded: false })).reverse();
  while (stack.length > 0) {
    const { source, expanded } = stack.pop()!;
    if (source.kind !== 'node') continue;
    if (expanded) {
      order.push(source);
    } else if (!seen.has(source)) {
      seen.add(source);
      stack.push({ source, expanded: true });
      for (const input of [...source.inputs].reverse()) {
        if (input !== undefined) stack.push({ source: input.source, expanded: false });
      }
    }
  }
  return order;
}

/** The input of a graph that has this name; there must be one. */
export function inputOf({ inputs }: Graph, name: string): Value {
  return inputs.find(({ source }) => source.kind === 'input' && source.name === name)!;
}

/** The graph with some of its inputs replaced by other values of the same type. */
export function replaceInputs(graph: Graph, replacement: ReadonlyMap<Value, Value>): Graph {
  return rewriteGraph(graph, (original) => original.outputs, replacement);
}

/**
 * The graph rebuilt bottom-up with `rewrite` deciding what stands for each node; unreached nodes fall away.
 *
 * @param rewrite is given the node with its inputs rewritten, and as it was in `graph`.
 */
export function rewriteGraph(
  graph: Graph,
  rewrite: (node: Node, before: Node) => readonly Value[],
  replacement: ReadonlyMap<Value, Value> = new Map(),
): Graph {
  const replaced = new Map(replacement);
  const follow = (value: Value): Value => replaced.get(value) ?? value;
  for (const original of sortedNodes(graph)) {
    const inputs = original.inputs.map((input) => (input === undefined ? undefined : follow(input)));
    const changed = inputs.some((input, i) => input !== original.inputs[i]);
    const rebuilt = changed
      ? (nodeWithOutputs(original.op, inputs, original.outputs, original.attributes, original.domain)[0]!
          .source as Node)
      : original;
    const results = rewrite(rebuilt, original);
    original.outputs.forEach((output, i) => replaced.set(output, results[i]!));
  }
  return {
    inputs: graph.inputs.map(follow),
    outputs: graph.outputs.map(([name, value]) => [name, follow(value)] as const),
  };
}
