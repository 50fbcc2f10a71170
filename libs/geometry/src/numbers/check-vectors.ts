import { InputError } from '@tombola/shared';
import { checkFinite } from './check-finite';
import type { Ring } from './ring';
import type { Vector } from './vector';

/** @throws {InputError} unless all vectors have one length and finite coordinates; `what` says whose they are: "a generator". */
export function checkVectors<T>(ring: Ring<T>, vectors: readonly Vector<T>[], what: string): void {
  const dimension = vectors[0]?.length;
  for (const vector of vectors) {
    if (vector.length !== dimension) {
      throw new InputError({
        what: `${what} has the wrong number of coordinates`,
        value: vector.length,
        expected: `${dimension}, as many as the first`,
      });
    }
    checkFinite(ring, vector, what);
  }
}
