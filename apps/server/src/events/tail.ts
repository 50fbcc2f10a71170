import { InputError, type EventOut } from '@tombola/shared';
import type { PoolClient } from 'pg';
import type { Store } from '../store/connect';
import { EVENTS_CHANNEL } from './append';
import { lastEventId, readEvents } from './read';
import { removedTo } from './removed';

/** Narrows a stream. */
export interface EventFilter {
  readonly study?: string;
  readonly trial?: string;
}

/** The live end of the event log. */
export interface EventTail {
  /** The newest id that has been read. */
  readonly last: number;
  /** How many streams are open. */
  readonly subscribers: number;
  /**
   * Events after an id (the newest one when left out), first those that are stored, then as they happen: each once, in
   * order, none left out. Ends when the signal fires or the tail is closed.
   *
   * @throws {InputError} when events after `after` have been removed already: the client must load everything anew.
   */
  follow(
    filter: EventFilter,
    options: { readonly after?: number; readonly signal: AbortSignal },
  ): AsyncIterable<EventOut>;
  close(): Promise<void>;
}

export interface TailOptions {
  /** Milliseconds between two looks when the database sends no word. */
  readonly pollMs?: number;
  /** Events that are kept in memory; who is further behind reads the database. */
  readonly kept?: number;
  readonly onError?: (error: unknown) => void;
}

const BATCH = 500;

/**
 * Opens the tail: one reader for all streams of this process. It reads what the database announces, and looks by itself
 * once in a while, so a lost announcement or a restart of the database costs a moment and no event.
 */
export async function openEventTail(store: Store, options: TailOptions = {}): Promise<EventTail> {
  const tail = new Tail(store, options);
  await tail.open();
  return tail;
}

class Tail implements EventTail {
  last = 0;
  subscribers = 0;
  /** Consecutive ids, the newest last. */
  private recent: EventOut[] = [];
  /** What waits for news. */
  private readonly waiting = new Set<() => void>();
  private reading: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private listener: PoolClient | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly options: TailOptions,
  ) {}

  async open(): Promise<void> {
    this.last = await lastEventId(this.store.db);
    const { pollMs = 1000 } = this.options;
    this.timer = setInterval(() => void this.look(), pollMs);
    await this.listen();
  }

  async *follow(
    filter: EventFilter,
    { after, signal }: { readonly after?: number; readonly signal: AbortSignal },
  ): AsyncIterable<EventOut> {
    const ended = AbortSignal.any([signal, this.closing.signal]);
    let cursor = after ?? this.last;
    if (after !== undefined) await this.check(after);
    this.subscribers += 1;
    let wake: () => void = () => {};
    ended.addEventListener('abort', () => wake(), { once: true });
    try {
      while (!ended.aborted) {
        const events = await this.after(cursor);
        for (const event of events) {
          cursor = event.id;
          if (concerns(event, filter)) yield event;
          if (ended.aborted) return;
        }
        if (events.length > 0 || cursor < this.last || ended.aborted) continue;
        await new Promise<void>((resolve) => this.waiting.add((wake = resolve)));
        this.waiting.delete(wake);
      }
    } finally {
      this.subscribers -= 1;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearInterval(this.timer);
    await this.reading;
    this.listener?.release(true);
    this.listener = undefined;
  }

  /** The next events after an id: from memory, or from the database for who is far behind. */
  private async after(cursor: number): Promise<readonly EventOut[]> {
    if (cursor >= this.last) return [];
    const first = this.recent[0]?.id ?? Infinity;
    if (cursor + 1 >= first) return this.recent.slice(cursor + 1 - first);
    // No further than what memory has begun with: from there on it goes without the database.
    return (await readEvents(this.store.db, cursor, BATCH)).filter(({ id }) => id <= this.last);
  }

  private async check(after: number): Promise<void> {
    if (after > this.last) await this.look();
    const removed = await removedTo(this.store.db);
    if (after >= removed && after <= this.last) return;
    throw new InputError({
      what: after > this.last ? 'no event has this id yet' : 'events after this one have been removed',
      value: after,
      expected: `an id from ${removed} to ${this.last}`,
      mend: 'Load everything anew and follow from the `last` of events.list.',
    });
  }

  /** Reads what is new; calls that come while it reads make it look once more. */
  private look(): Promise<void> {
    this.again = true;
    this.reading ??= this.readOn().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readOn(): Promise<void> {
    try {
      if (this.listener === undefined && !this.closing.signal.aborted) await this.listen();
      while (this.again && !this.closing.signal.aborted) {
        this.again = false;
        const fresh = await readEvents(this.store.db, this.last, BATCH);
        if (fresh.length === 0) continue;
        this.again = fresh.length === BATCH || this.again;
        this.append(fresh);
      }
    } catch (error) {
      // The next look finds what this one did not.
      this.options.onError?.(error);
    }
  }

  private append(fresh: readonly EventOut[]): void {
    const { kept = 5000 } = this.options;
    const consecutive = fresh.every(({ id }, i) => id === this.last + 1 + i);
    this.recent = consecutive ? [...this.recent, ...fresh].slice(-kept) : [];
    this.last = fresh.at(-1)!.id;
    for (const wake of this.waiting) wake();
  }

  private async listen(): Promise<void> {
    const client = await this.store.pool.connect();
    const lose = (error?: Error) => {
      if (this.listener !== client) return;
      this.listener = undefined;
      client.release(error ?? true);
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', () => void this.look());
    this.listener = client;
    await client.query(`listen ${EVENTS_CHANNEL}`);
  }
}

function concerns({ studies, trial }: EventOut, filter: EventFilter): boolean {
  if (filter.study !== undefined && !studies.includes(filter.study)) return false;
  return filter.trial === undefined || filter.trial === trial;
}
