import { describeSpec } from '../tensor';
import type { Value } from '../graph/graph';

/** A program that cannot be traced: the message names the op, the shapes and what to do. */
export class TraceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TraceError';
  }
}

/** How a value came about, for messages: `MatMul float32[60, 10]`, `input images uint8[60, 784]`. */
export function describeValue(value: Value): string {
  const { source } = value;
  if (source.kind === 'input') return `input ${source.name} ${describeSpec(value)}`;
  return `${source.kind === 'node' ? source.op : 'constant'} ${describeSpec(value)}`;
}
