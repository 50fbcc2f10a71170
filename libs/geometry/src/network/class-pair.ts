import { InputError } from '@tombola/shared';
import type { TwoLayers } from './two-layers';

/**
 * The network between two of its classes, i and k: its decision polygon is that of Alfarra et al. for the pair. Of its boundary only
 * the part where no other class is higher is one of the whole network.
 *
 * @throws {InputError} for a class that it does not have, or the same one twice.
 */
export function betweenClasses<T>(network: TwoLayers<T>, i: number, k: number): TwoLayers<T> {
  const { weights, bias } = network.output;
  if (i === k || weights[i] === undefined || weights[k] === undefined) {
    throw new InputError({
      what: 'there is no such pair of classes',
      value: [i, k],
      expected: `two different classes from 0 to ${weights.length - 1}`,
    });
  }
  const both = <V>(values: readonly V[]) => [values[i]!, values[k]!];
  const output = { weights: both(weights), ...(bias && { bias: both(bias) }) };
  return { ...network, output, ...(network.direct && { direct: both(network.direct) }) };
}
