import { InputError } from '@tombola/shared';

/** Element types of a program's inputs and outputs, and the arrays that hold them. Bool is one byte, 0 or 1. */
export interface ArrayOf {
  float32: Float32Array;
  int32: Int32Array;
  uint8: Uint8Array;
  bool: Uint8Array;
}

export type DType = keyof ArrayOf;

/**
 * A dense array of numbers, row-major: `data.length` is the product of `shape`; a scalar has the shape `[]`.
 * Tensors are values: whoever receives one does not write into it.
 */
export interface Tensor<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly data: ArrayOf[D];
}

/** An extent: a number, or the name of a dimension that is known only when the program runs, such as `'batch'`. */
export type Extent = number | string;

/** What a program expects of one input. */
export interface TensorSpec<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly Extent[];
}

const constructors = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, bool: Uint8Array } as const;

/** How many elements a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/** A tensor of the given shape; its data is taken over when it already is the right typed array, else copied. */
export function tensor<D extends DType = 'float32'>(
  data: ArrayLike<number>,
  shape: readonly number[] = [data.length],
  dtype: D = 'float32' as D,
): Tensor<D> {
  const ArrayType = constructors[dtype];
  if (data.length !== sizeOf(shape)) {
    throw new InputError({
      what: `a tensor of shape [${shape.join(', ')}] was given ${data.length} elements`,
      expected: `${sizeOf(shape)}`,
    });
  }
  return { dtype, shape, data: (data instanceof ArrayType ? data : ArrayType.from(data)) as ArrayOf[D] };
}

/** A scalar tensor. */
export function scalar<D extends DType = 'float32'>(value: number, dtype: D = 'float32' as D): Tensor<D> {
  return tensor([value], [], dtype);
}

/** A tensor of zeros. */
export function zeros<D extends DType = 'float32'>(shape: readonly number[], dtype: D = 'float32' as D): Tensor<D> {
  return tensor(new constructors[dtype](sizeOf(shape)), shape, dtype);
}

/** The specification of a float32 input. */
export function float32(...shape: Extent[]): TensorSpec<'float32'> {
  return { dtype: 'float32', shape };
}

/** The specification of an int32 input. */
export function int32(...shape: Extent[]): TensorSpec<'int32'> {
  return { dtype: 'int32', shape };
}

/** The specification of a uint8 input; the program sees it as int32, only the bytes travel. */
export function uint8(...shape: Extent[]): TensorSpec<'uint8'> {
  return { dtype: 'uint8', shape };
}

/** The specification of a bool input. */
export function bool(...shape: Extent[]): TensorSpec<'bool'> {
  return { dtype: 'bool', shape };
}

/** `float32[60, 784]`, for messages. */
export function describeSpec({ dtype, shape }: { dtype: string; shape: readonly Extent[] }): string {
  return `${dtype}[${shape.join(', ')}]`;
}
