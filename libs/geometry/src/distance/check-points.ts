import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Ring } from '../numbers/ring';
import type { Vector } from '../numbers/vector';

/** @throws {InputError} when a set of points is empty, or has a coordinate that is not finite. */
export function checkPoints<T>(ring: Ring<T>, ...sets: readonly (readonly Vector<T>[])[]): void {
  if (sets.some((set) => set.length === 0)) {
    throw new InputError({ what: 'the empty set has no distance', expected: 'one point or more' });
  }
  for (const point of sets.flat()) checkFinite(ring, point, 'a coordinate');
}
