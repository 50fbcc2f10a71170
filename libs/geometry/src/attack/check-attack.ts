import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import { floats } from '../numbers/floats';
import type { Vector } from '../numbers/vector';
import type { Checked } from './margin';
import type { TropicalAttackOptions } from './tropical-attack';

/** @throws {InputError} for an input, class or bound that is none. */
export function checkAttack({ layers }: Checked, x: Vector, options: TropicalAttackOptions): void {
  const { target, margin = 1, range = [-Infinity, Infinity], mostInput = Infinity, mostWeight = Infinity } = options;
  const inputs = layers[0]!.weights[0]!.length;
  const classes = layers.at(-1)!.weights.length;
  const refuse = (what: string, value: unknown, expected: string, mend?: string): never => {
    throw new InputError({ what, value, expected, ...(mend !== undefined && { mend }) });
  };
  if (x.length !== inputs) refuse('the input has the wrong length', x.length, `${inputs}`);
  checkFinite(floats, x, 'the input');
  if (classes < 2) refuse('there is no decision between classes', `${classes} outputs`, '2 or more');
  if (!Number.isInteger(target) || target < 0 || target >= classes) {
    refuse('there is no such class', target, `0 to ${classes - 1}`);
  }
  if (x.every((each) => each === 0)) {
    refuse('no weights move a preactivation at the input 0', x.length, 'an input other than 0');
  }
  if (!(margin >= 0)) refuse('a margin is not negative', margin, '0 or more');
  for (const bound of [mostInput, mostWeight]) {
    if (!(bound > 0)) refuse('nothing could change within this bound', bound, 'above 0');
  }
  const outside = x.find((each) => !(each >= range[0] && each <= range[1]));
  if (outside !== undefined) refuse('the input is outside of its range', outside, `${range[0]} to ${range[1]}`);
}
