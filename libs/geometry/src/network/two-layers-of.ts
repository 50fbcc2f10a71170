import { InputError } from '@tombola/shared';
import type { DenseLayers } from './dense-layers';
import type { TwoLayers } from './two-layers';

/**
 * Dense layers as a network with one hidden layer and an output a class. One output f becomes the classes 0 and f: class 1 is where f
 * is above 0, as in slices.
 *
 * @throws {InputError} unless there are two layers.
 */
export function twoLayersOf({ layers, slope }: DenseLayers): TwoLayers {
  const [hidden, output] = layers;
  if (hidden === undefined || output === undefined || layers.length > 2) {
    throw new InputError({
      what: 'a decision polygon is of a network with one hidden layer',
      value: `${layers.length} layers of weights`,
      expected: '2',
      mend: 'Slice deeper networks, or ask for the local decision around a point.',
    });
  }
  const network = { hidden, output, ...(slope !== undefined && { slope }) };
  if (output.weights.length !== 1) return network;
  const [row] = output.weights;
  const bias = output.bias && { bias: [0, ...output.bias] };
  return { ...network, output: { weights: [row!.map(() => 0), row!], ...bias } };
}
