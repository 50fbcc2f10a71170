import { constantOf, int64s, node, producer, reshape, type Node, type Value } from '../graph';
import type { Extents } from './window';

/** Pixels of a channel from which on a product of vectors beats multiplying first and adding up then. */
const LONG = 512;

/** Is it a sum of images over batch and pixels, a number a channel? */
export function isSumOfChannels({ op, inputs, outputs }: Node): boolean {
  const axes = constantOf(inputs[1]);
  if (op !== 'ReduceSum' || axes === undefined || outputs[0]!.dtype !== 'float32') return false;
  const { shape } = inputs[0]!;
  return shape.length === 4 && Array.from(axes, Number).join() === '0,2,3' && shape.every(isNumber);
}

function isNumber(extent: number | string): extent is number {
  return typeof extent === 'number';
}

/** The sum of images in blocks. */
export function sumOfBlocked(sum: Node, images: Value, block: number): Value {
  const [batch, channels, height, width] = images.shape as Extents;
  const rows = (batch * channels) / block;
  const pixels = reshape(images, [rows, height * width, block]);
  const sums = reduce(pixels, 1, [rows, block]);
  return reshape(reduce(reshape(sums, [batch, channels]), 0, [channels]), sum.outputs[0]!.shape);
}

/**
 * The sum of the product of two images: a product of vectors for every channel of every image, which writes no product
 * down. Undefined where it is no such sum, or where that does not pay.
 */
export function sumOfProducts(sum: Node): Value | undefined {
  const product = producer(sum.inputs[0], 'Mul');
  if (product === undefined) return undefined;
  const shape = product.outputs[0]!.shape as Extents;
  const [batch, channels, height, width] = shape;
  if (product.inputs.some((factor) => factor!.shape.join() !== shape.join()) || height * width < LONG) return undefined;
  const vectors = product.inputs.map((factor) => reshape(factor!, [batch * channels, 1, height * width]));
  const type = { dtype: 'float32', shape: [batch * channels, 1, 1] } as const;
  const products = node('FusedMatMul', vectors, type, { transA: 0, transB: 1 }, 'com.microsoft');
  return reshape(reduce(reshape(products, [batch, channels]), 0, [channels]), sum.outputs[0]!.shape);
}

function reduce(value: Value, axis: number, shape: readonly number[]): Value {
  return node('ReduceSum', [value, int64s([axis])], { dtype: 'float32', shape }, { keepdims: 0 });
}
