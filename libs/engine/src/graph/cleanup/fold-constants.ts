import {
  bytesOf,
  constant,
  constantOf,
  node,
  producer,
  rewriteGraph,
  type ConstantData,
  type Graph,
  type Node,
  type Value,
} from '../graph';
import { sizeOf } from '../../tensor';

/**
 * What can be known before the program runs is computed here: casts, reshapes and scalar arithmetic of constants,
 * in the float32 arithmetic that the runtime would use. Constants of one repeated number shrink to a scalar where the
 * other operand of an elementwise op already has the full shape.
 */
export function foldConstants(graph: Graph): Graph {
  return rewriteGraph(graph, (original) => {
    const folded = fold(original) ?? shrinkFill(original);
    return folded === undefined ? original.outputs : [folded];
  });
}

const arithmetic: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

function fold({ op, inputs, outputs, attributes }: Node): Value | undefined {
  const [x, y] = inputs;
  const output = outputs[0]!;
  const data = constantOf(x);
  if (data === undefined || output.shape.some((extent) => typeof extent === 'string')) return undefined;
  const shape = output.shape as readonly number[];
  if (op === 'Reshape') return constant(output.dtype, shape, data);
  if (op === 'Cast' && data.length === 1) return castOf(Number(data[0]), output);
  if (op === 'Transpose' && data.length === 1) return constant(output.dtype, shape, data);
  if (op === 'Neg' && data.length === 1) return castOf(-Number(data[0]), output);
  if (op === 'Expand' && data.length === 1 && sizeOf(shape) === 1) return constant(output.dtype, shape, data);
  const other = constantOf(y);
  const compute = arithmetic[op];
  if (compute === undefined || other === undefined || !isFill(data) || !isFill(other)) return undefined;
  if (output.dtype !== 'float32' || Object.keys(attributes).length > 0) return undefined;
  // One operation on float32 numbers in float64, rounded once, is the float32 operation.
  const number = compute(Number(data[0]), Number(other[0]));
  return constant('float32', shape, new Float32Array(sizeOf(shape)).fill(number));
}

/** Whether there are elements, and all have the same bits. */
export function isFill(data: ConstantData): boolean {
  if (data.length === 0) return false;
  const bytes = bytesOf(data);
  // Equal to itself one element further on: compared as bytes, as constants may have millions of elements.
  return bytes.subarray(data.BYTES_PER_ELEMENT).equals(bytes.subarray(0, -data.BYTES_PER_ELEMENT));
}

/** A number in the type of `output`; undefined where the runtime decides what becomes of it. */
function castOf(value: number, { dtype, shape }: Value): Value | undefined {
  const whole = Math.trunc(value);
  const made = (data: ConstantData) => constant(dtype, shape as readonly number[], data);
  if (dtype === 'float32') return made(Float32Array.of(value));
  if (dtype === 'bool') return made(Uint8Array.of(Number(value !== 0)));
  if (dtype === 'int32') return whole === (whole | 0) ? made(Int32Array.of(whole)) : undefined;
  if (dtype === 'int64') return Number.isSafeInteger(whole) ? made(BigInt64Array.of(BigInt(whole))) : undefined;
  return whole === (whole & 255) ? made(Uint8Array.of(whole)) : undefined;
}

const shrinkable = new Set([
  'Add',
  'Sub',
  'Mul',
  'Div',
  'Max',
  'Min',
  'Pow',
  'Equal',
  'Greater',
  'Less',
  'GreaterOrEqual',
  'LessOrEqual',
]);

function shrinkFill(original: Node): Value | undefined {
  const { op, inputs, outputs } = original;
  const output = outputs[0]!;
  if (!shrinkable.has(op) || inputs.length !== 2) return undefined;
  // One side only: the other then carries the shape.
  for (const side of [0, 1]) {
    const number = repeatedNumber(inputs[side]);
    const shape = inputs[1 - side]!.shape;
    const covered = shape.length === output.shape.length && shape.every((extent, k) => extent === output.shape[k]);
    if (number === undefined || !covered) continue;
    return node(op, inputs.with(side, number), output, original.attributes, original.domain);
  }
  return undefined;
}

/** The scalar that a constant, or an expanded one, repeats; undefined for scalars themselves. */
function repeatedNumber(value: Value | undefined): Value | undefined {
  const expanded = producer(value, 'Expand')?.inputs[0];
  if (expanded !== undefined && constantOf(expanded)?.length === 1)
    return constant(expanded.dtype, [], constantOf(expanded)!);
  const data = constantOf(value);
  if (value === undefined || data === undefined || data.length < 2) return undefined;
  return isFill(data) ? constant(value.dtype, [], data.slice(0, 1)) : undefined;
}
