import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

interface Closer {
  readonly what: string;
  readonly close: () => Promise<unknown>;
  readonly limitMs: number;
}

/** What was opened, to be closed in the opposite order. Nothing that fails or hangs keeps the rest from it. */
export class Closers {
  private readonly list: Closer[] = [];

  constructor(private readonly logger: Logger) {}

  add(what: string, close: () => Promise<unknown> | void, limitMs = 5_000): void {
    this.list.push({ what, close: async () => close(), limitMs });
  }

  async closeAll(): Promise<void> {
    for (const { what, close, limitMs } of this.list.splice(0).reverse()) {
      const over = new AbortController();
      const late = pause(limitMs, 'late', { signal: over.signal }).catch(() => undefined);
      const closed = close().catch((error: unknown) => this.logger.warn({ err: error, what }, 'could not be closed'));
      if ((await Promise.race([closed, late])) === 'late') this.logger.warn({ what, limitMs }, 'was not waited for');
      over.abort();
    }
  }
}
