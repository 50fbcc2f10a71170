import { int64s, sortedNodes, type Graph, type Node, type Value } from '../graph/graph';
import type { Extent, TensorSpec } from '../tensor';
import { describeValue, TraceError } from './errors';

/**
 * One graph out of two traces of the same program that differ in the extents of the named dimensions only.
 * Extents that differ become names, target shapes of Reshape get -1 there; any other difference is an error.
 */
export function generalise(first: Graph, second: Graph, specs: readonly (readonly [string, TensorSpec])[]): Graph {
  const nodes = sortedNodes(first);
  const others = sortedNodes(second);
  if (nodes.length !== others.length) throw notTheSame(`${nodes.length} and ${others.length} ops`);
  const dimensions = namedExtents(first, second, specs);
  const replaced = new Map<Value, Value>();

  first.inputs.forEach((input, i) => {
    replaced.set(input, { ...input, shape: specs[i]![1].shape });
  });
  nodes.forEach((original, i) => {
    const other = others[i]!;
    if (original.op !== other.op || JSON.stringify(original.attributes) !== JSON.stringify(other.attributes)) {
      throw notTheSame(`${describeNode(original)} and ${describeNode(other)}`);
    }
    const inputs = original.inputs.map((input, k) =>
      input === undefined ? undefined : merge(input, other.inputs[k], original, k),
    );
    const types = original.outputs.map((output, k) => ({
      dtype: output.dtype,
      shape: mergeShapes(output.shape, other.outputs[k]!.shape, dimensions),
    }));
    const changed =
      inputs.some((input, k) => input !== original.inputs[k]) ||
      types.some(({ shape }, k) => shape.some((extent, axis) => extent !== original.outputs[k]!.shape[axis]));
    if (!changed) return;
    const rebuilt = rebuild(original, inputs, types);
    original.outputs.forEach((output, k) => replaced.set(output, rebuilt[k]!));
  });
  return {
    inputs: first.inputs.map((input) => replaced.get(input)!),
    outputs: first.outputs.map(([name, value], i) => [name, merge(value, second.outputs[i]?.[1])] as const),
  };

  function merge(value: Value, other: Value | undefined, user?: Node, position?: number): Value {
    if (value.source.kind !== 'constant') return replaced.get(value) ?? value;
    if (other?.source.kind !== 'constant') throw notTheSame(describeValue(value));
    const [a, b] = [value.source.data, other.source.data];
    if (a.length === b.length && a.every((element: number | bigint, k: number) => Object.is(element, b[k])))
      return value;
    if (dimensions.size === 0) throw notTheSame(describeValue(value));
    if (user?.op === 'Reshape' && position === 1) {
      const target = Array.from(a as BigInt64Array, (element, k) => (element === b[k] ? Number(element) : -1));
      if (a.length === b.length && target.filter((extent) => extent === -1).length === 1) return int64s(target);
    }
    throw new TraceError(
      `The program depends on the extent of ${[...dimensions.values()].map((name) => `'${name}'`).join(', ')}: ` +
        `${user === undefined ? 'a result' : describeNode(user)} uses it as a number. ` +
        `Give the signature a fixed extent, or write the op so that it does not need the number.`,
    );
  }
}

function rebuild(
  original: Node,
  inputs: (Value | undefined)[],
  types: readonly { dtype: Value['dtype']; shape: readonly Extent[] }[],
): readonly Value[] {
  const outputs: Value[] = [];
  const made: Node = { ...original, inputs, outputs };
  for (const type of types) outputs.push({ ...type, source: made });
  return outputs;
}

/** Which pair of extents (in the first and the second trace) stands for which named dimension. */
function namedExtents(
  first: Graph,
  second: Graph,
  specs: readonly (readonly [string, TensorSpec])[],
): Map<string, string> {
  const names = new Map<string, string>();
  specs.forEach(([, { shape }], i) => {
    shape.forEach((extent, axis) => {
      if (typeof extent === 'string')
        names.set(`${first.inputs[i]!.shape[axis]}/${second.inputs[i]!.shape[axis]}`, extent);
    });
  });
  return names;
}

function mergeShapes(a: readonly Extent[], b: readonly Extent[], dimensions: ReadonlyMap<string, string>): Extent[] {
  if (a.length !== b.length) throw notTheSame(`shapes [${a.join(', ')}] and [${b.join(', ')}]`);
  return a.map((extent, axis) => {
    const other = b[axis]!;
    // A product of a named extent and a number has no name of its own; ONNX takes any other name for it.
    return extent === other ? extent : (dimensions.get(`${extent}/${other}`) ?? `d${extent}`);
  });
}

function describeNode({ op, inputs }: Node): string {
  return `${op}(${inputs.map((input) => (input === undefined ? '' : describeValue(input))).join(', ')})`;
}

function notTheSame(difference: string): TraceError {
  return new TraceError(
    `The program does not do the same each time it is traced (${difference}). Random numbers and counters must come ` +
      `in as inputs, and nothing may depend on what happened before.`,
  );
}
