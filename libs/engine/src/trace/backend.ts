import type { BackendValues, DataType } from '@tensorflow/tfjs-core';
import { constant, type ElementType, type Value } from '../graph/graph';
import { tf } from '../tensorflow';
import { describeValue, TraceError } from './errors';

/** The name under which the tracing backend is registered in TensorFlow.js. */
export const TRACE_BACKEND = 'tombola-trace';

/** What TensorFlow.js knows of a tensor on this backend. */
export interface TensorInfo {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: DataType;
}

/**
 * A TensorFlow.js backend whose tensors are values of a graph: nothing is computed. Values that are written
 * (`tf.tensor`, tensors of other backends that a program closes over) become constants; reading one is an error.
 */
export class TraceBackend extends tf.KernelBackend {
  private failure: TraceError | undefined;
  private readonly values = new tf.DataStorage<Value>(this, tf.engine());

  /** The graph value behind a tensor. */
  graphValue(info: { dataId: object }): Value {
    return this.values.get(info.dataId);
  }

  /** A new tensor that stands for a graph value. */
  tensorInfo(value: Value, dtype: DataType = toTfDtype(value.dtype)): TensorInfo {
    const dataId = {};
    this.values.set(dataId, value);
    return { dataId, shape: [...(value.shape as readonly number[])], dtype };
  }

  override write(values: BackendValues, shape: number[], dtype: DataType): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype);
    return dataId;
  }

  override move(dataId: object, values: BackendValues, shape: number[], dtype: DataType): void {
    this.values.set(dataId, constantFrom(values, shape, dtype));
  }

  override readSync(dataId: object): BackendValues {
    const value = this.values.get(dataId);
    if (value.source.kind === 'constant') return value.source.data as BackendValues;
    throw this.refusal(value);
  }

  /** Throws what went wrong in a way that the program could not be told of at once. */
  throwFailure(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  private refusal(value: Value): TraceError {
    return new TraceError(
      `The value of a tensor (${describeValue(value)}) was read while the program was traced, but values exist only ` +
        `when it runs. Return the tensor as a result and read it there; for a decision inside the program use tf.where.`,
    );
  }

  override read(dataId: object): Promise<BackendValues> {
    const value = this.values.get(dataId);
    if (value.source.kind === 'constant') return Promise.resolve(value.source.data as BackendValues);
    this.failure ??= this.refusal(value);
    // Never settled: a rejection that nobody waits for would end the process.
    return new Promise(() => undefined);
  }

  override disposeData(dataId: object): boolean {
    this.values.delete(dataId);
    return true;
  }

  // Values are immutable and garbage-collected: references need no counting.
  override incRef(): void {}
  override refCount(): number {
    return 1;
  }
  override numDataIds(): number {
    return this.values.numDataIds();
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
  override timerAvailable(): boolean {
    return false;
  }
  override floatPrecision(): 16 | 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override dispose(): void {}
}

/** The element type that stands for a TensorFlow.js dtype in graphs. */
export function fromTfDtype(dtype: DataType): ElementType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new TraceError(`Tensors of dtype ${dtype} cannot be traced; use float32, int32 or bool.`);
}

function toTfDtype(dtype: ElementType): DataType {
  return dtype === 'float32' || dtype === 'bool' ? dtype : 'int32';
}

function constantFrom(values: BackendValues, shape: readonly number[], dtype: DataType): Value {
  const elementType = fromTfDtype(dtype);
  const numbers = values as ArrayLike<number>;
  // Copied: the program may go on to change the array that it handed over.
  if (elementType === 'float32') return constant(elementType, shape, Float32Array.from(numbers));
  if (elementType === 'int32') return constant(elementType, shape, Int32Array.from(numbers));
  return constant(elementType, shape, Uint8Array.from(numbers));
}
