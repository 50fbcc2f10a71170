import { InterruptedError } from '@tombola/nn';

/**
 * What long plans call between their rounds: nothing of the level is trained yet, and its plan is made anew.
 *
 * @throws {InterruptedError} when the signal has fired.
 */
export function stopIfAsked(signal?: AbortSignal): void {
  if (signal?.aborted === true) throw new InterruptedError(0);
}
