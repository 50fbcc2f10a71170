import type { Measurement } from '@tombola/shared';
import { appendMetrics, pointOf, type Point } from '../ledger/metrics';
import type { Hold } from '../ledger/fence';
import { changeSometime, type Workplace } from './workplace';
import type { Logger } from 'pino';

/** Milliseconds from a measurement to its way into the database, for those that come meanwhile to go with it. */
const GATHER_MS = 250;

export interface StreamOptions {
  readonly place: Workplace;
  readonly hold: Hold;
  readonly logger: Logger;
  /** No more attempts after it fires. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** The measurements of a training on their way into the database: in order, none twice, kept while it is away. */
export class MetricStream {
  private waiting: Point[] = [];
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly options: StreamOptions) {}

  add(measurement: Measurement): void {
    if (this.closed) return;
    this.waiting.push(pointOf(measurement));
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Writes what is waiting, and takes no more. */
  async drain(): Promise<void> {
    this.flush();
    await this.close();
  }

  /** Takes no more; what was not yet written is dropped. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.flushing;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { place, hold, logger, signal, onError } = this.options;
    this.flushing = this.flushing
      .then(async () => {
        const points = this.waiting;
        this.waiting = [];
        if (points.length > 0)
          await changeSometime(place, logger, signal, (change) => appendMetrics(change, hold, points));
      })
      .catch(onError);
  }
}
