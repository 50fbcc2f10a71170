import { bytesOf, sortedNodes, type Graph, type Node, type Value } from '../graph/graph';
import type { Extent, TensorSpec } from '../tensor';
import { OpenExtents } from './open-extents';
import { describeValue, TraceError } from './errors';

/**
 * One graph out of two traces of the same program that differ in the extents of the named dimensions only.
 * Extents that differ become names; shapes and fills that follow them are made when the graph runs; any other
 * difference is an error.
 */
export function generalise(first: Graph, second: Graph, specs: readonly (readonly [string, TensorSpec])[]): Graph {
  const nodes = sortedNodes(first);
  const others = sortedNodes(second);
  if (nodes.length !== others.length) throw notTheSame(`${nodes.length} and ${others.length} ops`);
  const resultNames = [first, second].map(({ outputs }) => outputs.map(([name]) => name).join(', '));
  if (resultNames[0] !== resultNames[1]) throw notTheSame(`results ${resultNames.join(' and ')}`);

  const replaced = new Map<Value, Value>();
  /** The value of the second trace that stands where a value of the first does. */
  const twins = new Map<Value, Value>();
  first.inputs.forEach((input, i) => {
    replaced.set(input, { ...input, shape: specs[i]![1].shape });
    twins.set(input, second.inputs[i]!);
  });
  const extents = new OpenExtents(first.inputs, second.inputs, (input) => replaced.get(input)!);

  nodes.forEach((original, i) => {
    const other = others[i]!;
    const same =
      original.op === other.op &&
      original.inputs.length === other.inputs.length &&
      original.outputs.length === other.outputs.length &&
      JSON.stringify(original.attributes) === JSON.stringify(other.attributes);
    if (!same) throw notTheSame(`${describeNode(original)} and ${describeNode(other)}`);
    const inputs = original.inputs.map((input, k) =>
      input === undefined ? undefined : merge(input, other.inputs[k], original, k),
    );
    const types = original.outputs.map((output, k) => {
      twins.set(output, other.outputs[k]!);
      return { dtype: output.dtype, shape: mergeShapes(output, other.outputs[k]!) };
    });
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
    if (value.source.kind !== 'constant') {
      if (twins.get(value) !== other) throw notTheSame(`${describeValue(value)} and ${describeValue(other!)}`);
      return replaced.get(value) ?? value;
    }
    if (other?.source.kind !== 'constant') throw notTheSame(describeValue(value));
    const [a, b] = [value.source.data, other.source.data];
    if (bytesOf(a).equals(bytesOf(b)) && value.shape.join() === other.shape.join()) return value;
    if (extents.names.length === 0) throw notTheSame(describeValue(value));
    const open = extents.constant(value, other, user?.op === 'Reshape' && position === 1);
    if (open !== undefined) return open;
    throw new TraceError(
      `The program depends on the extent of ${extents.names.map((name) => `'${name}'`).join(', ')}: ` +
        `${user === undefined ? 'a result' : describeNode(user)} uses it as a number. ` +
        `Give the signature a fixed extent, or write the op so that it does not need the number.`,
    );
  }

  function mergeShapes(value: Value, other: Value): Extent[] {
    const [a, b] = [value.shape, other.shape];
    if (a.length !== b.length || value.dtype !== other.dtype) {
      throw notTheSame(`${describeValue(value)} and ${describeValue(other)}`);
    }
    // A product of a named extent and a number has no name of its own; ONNX takes any other name for it.
    return a.map((x, axis) => (x === b[axis] ? x : (extents.nameOf(x, b[axis]!) ?? `d${x}_${b[axis]}`)));
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

function describeNode({ op, inputs }: Node): string {
  return `${op}(${inputs.map((input) => (input === undefined ? '' : describeValue(input))).join(', ')})`;
}

function notTheSame(difference: string): TraceError {
  return new TraceError(
    `The program does not do the same each time it is traced (${difference}). Random numbers and counters must come ` +
      `in as inputs, and nothing may depend on what happened before.`,
  );
}
