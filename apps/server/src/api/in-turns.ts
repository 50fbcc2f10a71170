import { setImmediate } from 'node:timers/promises';

/** Work that is shorter holds nobody up, and waiting for turns would cost it more, in milliseconds. */
const SLICE_MS = 10;

/**
 * Does work step by step, with a turn for everybody else whenever it has had one: a long computation holds up no request.
 *
 * @param slice milliseconds of work between turns
 */
export async function inTurns<T>(steps: Generator<void, T, void>, slice = SLICE_MS): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - since < slice) continue;
    await setImmediate();
    since = performance.now();
  }
}
