import { InputError } from '@tombola/shared';
import type { Ring } from './ring';

/** How weights that are no numbers come about. */
export const DIVERGED = 'Look at the training that it comes from: it may have diverged.';

/** @throws {InputError} when a value is NaN or infinite; `what` says whose it is: "a weight of layer 1". */
export function checkFinite<T>(ring: Ring<T>, values: Iterable<T>, what: string, mend?: string): void {
  for (const value of values) {
    if (!ring.isFinite(value)) {
      throw new InputError({
        what: `${what} is not a finite number`,
        value: String(value),
        expected: 'finite numbers',
        ...(mend !== undefined && { mend }),
      });
    }
  }
}
