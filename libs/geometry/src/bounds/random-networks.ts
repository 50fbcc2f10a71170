import { InputError } from '@tombola/shared';
import { checkCounts } from './binomial';

/**
 * The expected number of linear pieces of one hidden layer of n units on the segment of half length r around the origin, for weights
 * and biases that are normal and independent: 1 + n (2 / pi) atan(r s / t), s and t being the standard deviations of a unit's slope
 * along the segment and of its bias. Exact: where a unit bends is Cauchy distributed. (Hanin and Rolnick 2019 bound it for deep
 * networks, also by a constant times the number of units.)
 *
 * @throws {InputError} for a count that is none, or a length or deviation that is not positive.
 */
export function expectedLinePieces(
  units: number,
  { radius, slopeDeviation, biasDeviation }: { radius: number; slopeDeviation: number; biasDeviation: number },
): number {
  checkCounts([units], 'units');
  for (const value of [radius, slopeDeviation, biasDeviation]) {
    if (!(value > 0 && value < Infinity)) {
      throw new InputError({ what: 'a length or deviation is impossible', value, expected: 'a positive number' });
    }
  }
  return 1 + ((units * 2) / Math.PI) * Math.atan2(radius * slopeDeviation, biasDeviation);
}

/**
 * The order of the expected number of regions in a unit of d-dimensional volume at random initialisation: at most (T N)^d / d! for N
 * units, T being a constant of the densities of gradients and biases (Hanin and Rolnick, Complexity of linear regions in deep networks,
 * 2019; Deep ReLU networks have surprisingly few activation patterns, 2019). Depth does not come into it.
 *
 * @throws {InputError} for counts that are none or a constant that is not positive.
 */
export function haninRolnickOrder(units: number, dimension: number, constant: number): number {
  checkCounts([units, dimension], 'units and dimensions');
  if (!(constant > 0))
    throw new InputError({ what: 'the constant is impossible', value: constant, expected: 'more than 0' });
  let order = 1;
  for (let i = 1; i <= dimension; i++) order *= (constant * units) / i;
  return order;
}
