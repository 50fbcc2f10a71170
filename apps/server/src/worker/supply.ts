import type { Logger } from 'pino';
import { databasePasses } from './passing';
import { jittered } from './persist';

/** Milliseconds between two looks into an empty queue. */
const IDLE_MS = 500;
/** The longest pause while the database is away. */
const MOST_MS = 5000;

export interface SupplyOptions<T> {
  /** Takes work from the queue; undefined when there is none. */
  readonly claim: () => Promise<T | undefined>;
  /** Ends the supply. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Where slots get work. One at a time looks into the queue, for all of them. */
export class Supply<T> {
  private readonly waiting: ((work: T | undefined) => void)[] = [];
  private turn: Promise<unknown> = Promise.resolve();
  private looking = false;
  private wake: () => void = () => {};
  private failures = 0;

  constructor(private readonly options: SupplyOptions<T>) {
    options.signal.addEventListener('abort', () => this.wake());
  }

  /** The next work, however long it takes; undefined when the supply has ended. */
  take(): Promise<T | undefined> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      // Who asks has just finished something, so there may be something new.
      if (this.failures === 0) this.wake();
      void this.look();
    });
  }

  /** Runs work while nothing is being claimed. */
  alone<R>(work: () => Promise<R>): Promise<R> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    const { claim, signal } = this.options;
    while (this.waiting.length > 0 && !signal.aborted) {
      try {
        const work = await this.alone(claim);
        this.failures = 0;
        if (work !== undefined) this.waiting.shift()!(work);
        else await this.pause(IDLE_MS);
      } catch (error) {
        await this.recover(error);
      }
    }
    this.looking = false;
    if (signal.aborted) for (const resolve of this.waiting.splice(0)) resolve(undefined);
  }

  private async recover(err: unknown): Promise<void> {
    const { logger } = this.options;
    const passes = databasePasses(err);
    if (this.failures === 0 || !passes) {
      logger[passes ? 'warn' : 'error']({ err }, 'no work can be taken now');
    }
    this.failures += 1;
    await this.pause(Math.min(MOST_MS, IDLE_MS * 2 ** Math.min(this.failures - 1, 4)));
  }

  private async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, jittered(milliseconds));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.options.signal.aborted) this.wake();
    });
    this.wake = () => {};
  }
}
