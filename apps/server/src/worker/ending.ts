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
