import { constant, constantOf, rewriteGraph, type ConstantData, type Graph, type Node, type Value } from '../graph';
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
  if (op === 'Cast' && data.length === 1) return constant(output.dtype, shape, convert(Number(data[0]), output.dtype));
  if (op === 'Transpose' && data.length === 1) return constant(output.dtype, shape, data);
  if (op === 'Neg' && data.length === 1) return constant(output.dtype, shape, convert(-Number(data[0]), output.dtype));
  if (op === 'Expand' && data.length === 1 && sizeOf(shape) <= 1) return constant(output.dtype, shape, data);
  const other = constantOf(y);
  const compute = arithmetic[op];
  if (compute === undefined || other === undefined || data.length !== 1 || other.length !== 1) return undefined;
  if (output.dtype !== 'float32' || Object.keys(attributes).length > 0) return undefined;
  // One operation on float32 numbers in float64, rounded once, is the float32 operation.
  return constant('float32', shape, Float32Array.of(compute(Number(data[0]), Number(other[0]))));
}

function convert(value: number, dtype: Value['dtype']): ConstantData {
  if (dtype === 'float32') return Float32Array.of(value);
  if (dtype === 'int32') return Int32Array.of(Math.trunc(value));
  if (dtype === 'int64') return BigInt64Array.of(BigInt(Math.trunc(value)));
  return Uint8Array.of(dtype === 'bool' ? Number(value !== 0) : value);
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
  if (!shrinkable.has(original.op)) return undefined;
  const [output] = original.outputs;
  const inputs = original.inputs.map((input, i) => {
    const data = constantOf(input);
    const other = original.inputs[1 - i];
    if (input === undefined || data === undefined || data.length < 2 || other === undefined) return input;
    const uniform = data.every((element: number | bigint) => Object.is(element, data[0]));
    const covered =
      other.shape.length === output!.shape.length && other.shape.every((extent, k) => extent === output!.shape[k]);
    return uniform && covered ? constant(input.dtype, [], data.slice(0, 1)) : input;
  });
  if (inputs.every((input, i) => input === original.inputs[i])) return undefined;
  const outputs: Value[] = [];
  const made: Node = { ...original, inputs, outputs };
  outputs.push({ ...output!, source: made });
  return outputs[0];
}
