import { setTimeout as pause } from 'node:timers/promises';

/** The time that a worker has from being told to stop to its end. */
export class Ending {
  private readonly over = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(seconds: number, signal: AbortSignal) {
    // The rest is for signing off and closing.
    const milliseconds = seconds * 1000 - Math.min(3000, seconds * 300);
    const begin = () => (this.timer = setTimeout(() => this.over.abort(), milliseconds));
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true });
  }

  /** Fires when what is not done by then stays undone. */
  get deadline(): AbortSignal {
    return this.over.signal;
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}

/** Waits for work, but not longer than so many milliseconds. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  try {
    await Promise.race([work, pause(milliseconds, undefined, { signal }).catch(() => undefined)]);
  } finally {
    over.abort();
  }
}

/** Something was waited for as long as it could be. */
export class TooLateError extends Error {
  override readonly name = 'TooLateError';
}

/** What work gives, which is waited for no longer than so many milliseconds after the signal. @throws {TooLateError} */
export async function notLongAfter<T>(signal: AbortSignal, milliseconds: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = new Promise<never>((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const begin = () => {
      const reason = `nothing came in the ${milliseconds} ms after it was asked to stop`;
      timer = setTimeout(() => reject(new TooLateError(reason)), milliseconds);
    };
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { signal: done.signal });
    done.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
