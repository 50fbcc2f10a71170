import { setImmediate } from 'node:timers/promises';

/** Does work step by step, with a turn for everybody else after each: a long computation holds up no request. */
export async function inTurns<T>(steps: Generator<void, T, void>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await setImmediate();
  }
}
