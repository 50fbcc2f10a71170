import { decodeModel, sizeOf, type Extent } from '@tombola/engine';
import { opsetDomains } from './opset-domains';
import { plainBytes } from './read-bytes';

/** One float initializer of an ONNX file. */
export interface InitializerSummary {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** How many elements are exactly 0. */
  readonly zeros: number;
  /** 1 - zeros / size */
  readonly density: number;
  /** Whether pruning may thin it out: as the file says, or every one of two or more dimensions where it does not. */
  readonly prunable: boolean;
}

/** An ONNX file, as `tombola describe FILE` shows it. */
export interface OnnxDescription {
  readonly bytes: number;
  readonly producer: string;
  readonly opset: number;
  /** Operator sets beside the standard's. */
  readonly otherDomains: readonly string[];
  readonly inputs: readonly { readonly name: string; readonly shape: readonly Extent[] }[];
  readonly outputs: readonly { readonly name: string; readonly shape: readonly Extent[] }[];
  /** How often each op occurs. */
  readonly ops: Readonly<Record<string, number>>;
  readonly initializers: readonly InitializerSummary[];
  /** Prunable weights together; biases and other constants are not counted. */
  readonly weights: { readonly total: number; readonly nonzero: number; readonly density: number };
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * What an ONNX file holds, read without running it.
 *
 * @throws {InputError} when it is no ONNX model.
 */
export function describeOnnx(file: Uint8Array, source?: string): OnnxDescription {
  const bytes = plainBytes(file);
  const { producer, opset, inputs, outputs, ops, initializers, metadata } = decodeModel(bytes, source);
  const named = prunableNames(metadata.prunable);
  const summaries = Object.entries(initializers).map(([name, { shape, data }]): InitializerSummary => {
    const zeros = data.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    const size = sizeOf(shape);
    const prunable = named?.has(name) ?? shape.length >= 2;
    return { name, shape, size, zeros, density: size === 0 ? 1 : 1 - zeros / size, prunable };
  });
  const counted = summaries.filter(({ prunable }) => prunable);
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  const nonzero = counted.reduce((sum, { size, zeros }) => sum + size - zeros, 0);
  const counts: Record<string, number> = {};
  for (const op of ops) counts[op] = (counts[op] ?? 0) + 1;
  return {
    bytes: bytes.length,
    producer,
    opset,
    otherDomains: opsetDomains(bytes).filter((domain) => domain !== ''),
    inputs,
    outputs,
    ops: counts,
    initializers: summaries,
    weights: { total, nonzero, density: total === 0 ? 1 : nonzero / total },
    metadata,
  };
}

function prunableNames(text: string | undefined): ReadonlySet<string> | undefined {
  try {
    const names: unknown = JSON.parse(text ?? 'null');
    return Array.isArray(names) ? new Set(names.map(String)) : undefined;
  } catch {
    return undefined;
  }
}
