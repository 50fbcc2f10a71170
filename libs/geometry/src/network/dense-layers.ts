import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import { dot, type Vector } from '../numbers/vector';
import { checkLayer, type Layer } from './two-layers';

/** Dense layers with ReLU, or leaky ReLU, between them. */
export interface DenseLayers<T = number> {
  readonly layers: readonly Layer<T>[];
  /** Of leaky ReLU, from 0 to below 1; 0 when left out. */
  readonly slope?: T;
}

/**
 * Layers with their biases.
 *
 * @throws {InputError} for no layers, layers that do not fit, numbers that are not finite, or a slope below 0 or from 1.
 */
export function checkDenseLayers<T>(
  numbers: Numbers<T>,
  { layers, slope = numbers.zero }: DenseLayers<T>,
): { readonly inputs: number; readonly layers: readonly Required<Layer<T>>[]; readonly slope: T } {
  checkFinite(numbers, [slope], 'the slope of leaky ReLU');
  if (numbers.sign(slope) < 0 || numbers.compare(slope, numbers.one) >= 0) {
    throw new InputError({
      what: 'a leaky ReLU has no such slope',
      value: numbers.show(slope),
      expected: '0 to below 1',
    });
  }
  const inputs = layers[0]?.weights[0]?.length ?? 0;
  if (inputs === 0)
    throw new InputError({ what: 'the network has no layers', expected: 'one layer of one unit or more' });
  let width = inputs;
  const checked = layers.map((layer, l) => {
    const own = checkLayer(numbers, layer, width, `layer ${l}`);
    width = own.weights.length;
    if (width === 0) throw new InputError({ what: `layer ${l} has no units`, expected: 'one or more' });
    return own;
  });
  return { inputs, layers: checked, slope };
}

/** A x + c. */
export function preactivations<T>(numbers: Numbers<T>, { weights, bias }: Required<Layer<T>>, x: Vector<T>): T[] {
  return weights.map((row, j) => numbers.add(dot(numbers, row, x), bias[j]!));
}
