import { exactRing } from './exact-ring';
import type { Ring } from './ring';

/**
 * Integers of any size. What only adds and multiplies can be done in them whatever it is given: see `Numbers`.
 */
export const integers: Ring<bigint> = exactRing<bigint>({
  zero: 0n,
  one: 1n,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  negate: (a) => -a,
  sign: (a) => (a > 0n ? 1 : a < 0n ? -1 : 0),
  compare: (a, b) => (a > b ? 1 : a < b ? -1 : 0),
  isFinite: () => true,
  toNumber: Number,
});
