import { setTimeout as pause } from 'node:timers/promises';

export interface Persistence {
  /** Whether an error passes by itself; any other is thrown at once. */
  readonly passes: (error: unknown) => boolean;
  /** When it fires nothing is tried again: the error of the last attempt is thrown. */
  readonly signal: AbortSignal;
  /** Told of every failed attempt but the last, with the milliseconds until the next. */
  readonly onWait?: (error: unknown, milliseconds: number) => void;
}

const FIRST_MS = 100;
const MOST_MS = 5000;

/** Does work until it succeeds, as long as its errors pass; the pauses grow from a tenth of a second to five. */
export async function persist<T>(work: () => Promise<T>, { passes, signal, onWait }: Persistence): Promise<T> {
  for (let most = FIRST_MS; ; most = Math.min(MOST_MS, 2 * most)) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || signal.aborted) throw error;
      const milliseconds = jittered(most);
      onWait?.(error, milliseconds);
      await sleep(milliseconds, signal);
      if (signal.aborted) throw error;
    }
  }
}

/** Half of it to all of it, at random: many that wait for one thing do not come back at one moment. */
export function jittered(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random() / 2);
}

/** Waits, but no longer than until the signal fires. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
