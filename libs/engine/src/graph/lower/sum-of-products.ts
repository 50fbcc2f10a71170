import { constantOf, int64s, node, producer, reshape, type Node, type Value } from '../graph';
import type { Extents } from './window';

/** Pixels of a channel from which on a product of vectors beats multiplying first and adding up then. */
const LONG = 512;

/**
 * The sum over batch and pixels of the product of two images, a channel: a product of vectors for every channel of
 * every image, which writes no product down. Undefined where it does not pay.
 */
export function lowerSumOfProducts(sum: Node): Value | undefined {
  const [output] = sum.outputs;
  const product = producer(sum.inputs[0], 'Mul');
  const axes = constantOf(sum.inputs[1]);
  if (product === undefined || axes === undefined || Array.from(axes, Number).join() !== '0,2,3') return undefined;
  const [a, b] = product.inputs as [Value, Value];
  const shape = product.outputs[0]!.shape as Extents;
  const whole = [a, b].every((operand) => operand.shape.join() === shape.join());
  if (!whole || shape.some((extent) => typeof extent !== 'number') || output!.dtype !== 'float32') return undefined;
  const [batch, channels, height, width] = shape;
  if (height * width < LONG) return undefined;
  const [left, right] = [a, b].map((operand) => reshape(operand, [batch * channels, 1, height * width]));
  const products = node(
    'FusedMatMul',
    [left, right],
    { dtype: 'float32', shape: [batch * channels, 1, 1] },
    { transA: 0, transB: 1 },
    'com.microsoft',
  );
  const sums = node('ReduceSum', [reshape(products, [batch, channels]), int64s([0])], { dtype: 'float32', shape: [channels] }, { keepdims: 0 }); // prettier-ignore
  return reshape(sums, output!.shape);
}
