import { InputError } from '@tombola/shared';

/** @throws {InputError} when a set of points is empty. */
export function checkNotEmpty(...sets: readonly (readonly unknown[])[]): void {
  if (sets.some((set) => set.length === 0)) {
    throw new InputError({ what: 'the empty set has no distance', expected: 'one point or more' });
  }
}
