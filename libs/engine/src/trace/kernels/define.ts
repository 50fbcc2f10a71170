import type { DataType } from '@tensorflow/tfjs-core';
import * as graph from '../../graph/graph';
import { constant, node, type ElementType, type Node, type Value } from '../../graph/graph';
import { sizeOf } from '../../tensor';
import { tf } from '../../tensorflow';
import { TRACE_BACKEND, type TensorInfo, type TraceBackend } from '../backend';

/** A value as kernels see it: while a program is traced, every extent is a number. */
export interface Traced extends Value {
  readonly shape: readonly number[];
}

/** What a kernel emits its nodes for: the inputs by their TensorFlow.js names, and the attributes. */
export interface KernelCall {
  readonly inputs: Readonly<Record<string, Traced>>;
  /** The inputs in order, for kernels that take any number of them. */
  readonly list: readonly Traced[];
  readonly attrs: Readonly<Record<string, unknown>>;
}

export type Emit = (call: KernelCall) => Value | readonly Value[];

/** Registers how a TensorFlow.js kernel is written in ONNX. */
export function defineKernel(kernelName: string, emit: Emit): void {
  tf.registerKernel({
    kernelName,
    backendName: TRACE_BACKEND,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const trace = backend as TraceBackend;
      const named = Object.entries(inputs)
        .filter(([, info]) => info !== undefined && info !== null)
        .map(([name, info]) => [name, trace.graphValue(info as TensorInfo) as Traced] as const);
      const emitted = emit({
        inputs: Object.fromEntries(named),
        list: named.map(([, value]) => value),
        attrs: attrs ?? {},
      });
      return Array.isArray(emitted)
        ? emitted.map((value: Value) => trace.tensorInfo(value))
        : trace.tensorInfo(emitted as Value);
    },
  });
}

/** A node whose output has the element type of its first input. */
export function like(
  op: string,
  inputs: readonly Traced[],
  shape: readonly number[],
  attributes: Node['attributes'] = {},
): Traced {
  return typed(op, inputs, inputs[0]!.dtype, shape, attributes);
}

/** A node with an element type of its own. */
export function typed(
  op: string,
  inputs: readonly (Value | undefined)[],
  dtype: ElementType,
  shape: readonly number[],
  attributes: Node['attributes'] = {},
  domain: Node['domain'] = '',
): Traced {
  return node(op, inputs, { dtype, shape }, attributes, domain) as Traced;
}

/** An elementwise node of any number of inputs that broadcast against each other. */
export function elementwise(op: string, ...inputs: Traced[]): Traced {
  return like(op, inputs, broadcastShape(...inputs));
}

/** An elementwise node that says yes or no. */
export function predicate(op: string, ...inputs: Traced[]): Traced {
  return typed(op, inputs, 'bool', broadcastShape(...inputs));
}

/** `Where(condition, yes, no)`, broadcasting. */
export function where(condition: Traced, yes: Traced, no: Traced): Traced {
  // onnxruntime has no Where of bools.
  if (yes.dtype === 'bool') return cast(where(condition, cast(yes, 'uint8'), cast(no, 'uint8')), 'bool');
  return typed('Where', [condition, yes, no], yes.dtype, broadcastShape(condition, yes, no));
}

/** The shape that inputs have together by the rules of broadcasting. */
export function broadcastShape(...inputs: Traced[]): number[] {
  return inputs
    .map(({ shape }) => [...shape])
    .reduce((shape, other) => tf.backend_util.assertAndGetBroadcastShape(shape, other));
}

/** A constant scalar of an element type. */
export function number(value: number, dtype: ElementType = 'float32'): Traced {
  return filled(value, [], dtype);
}

/** A constant of one number. */
export function filled(value: number, shape: readonly number[], dtype: ElementType): Traced {
  const size = sizeOf(shape);
  if (dtype === 'float32') return constant(dtype, shape, new Float32Array(size).fill(value)) as Traced;
  if (dtype === 'int32') return constant(dtype, shape, new Int32Array(size).fill(value)) as Traced;
  return constant(dtype, shape, new Uint8Array(size).fill(value)) as Traced;
}

const castCode: Record<ElementType, number> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 };

/** The value in another element type (floats are cut off towards zero, any number but 0 is true). */
export function cast(value: Traced, dtype: ElementType): Traced {
  return value.dtype === dtype ? value : typed('Cast', [value], dtype, value.shape, { to: castCode[dtype] });
}

/** The value in another shape of the same size. */
export function reshape(value: Traced, shape: readonly number[]): Traced {
  return graph.reshape(value, shape) as Traced;
}

/** The value with its axes in another order. */
export function transpose(value: Traced, perm: readonly number[]): Traced {
  return graph.transpose(value, perm) as Traced;
}

/** The element type of a TensorFlow.js dtype attribute. */
export function elementType(dtype: unknown): ElementType {
  return (dtype as DataType) === 'bool' ? 'bool' : (dtype as DataType) === 'int32' ? 'int32' : 'float32';
}

/** The axes that an attribute names, all of them when it is empty or missing; ascending, not negative. */
export function axesOf(axis: unknown, shape: readonly number[]): number[] {
  return tf.util
    .parseAxisParam((axis ?? shape.map((_, i) => i)) as number | number[], [...shape])
    .sort((a, b) => a - b);
}
