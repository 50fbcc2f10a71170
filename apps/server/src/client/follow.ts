import type { EventOut, StudyState } from './api';
import { networkError, TombolaError } from './error';
import { EventStreamParser } from './event-stream';
import { refused, type Http, type Refusal } from './http';

/** The calls that following a study is made of. */
export interface FollowCalls {
  readonly study: (signal?: AbortSignal) => Promise<{ readonly state: StudyState }>;
  /** Stored events after an id, oldest first, at most so many. */
  readonly events: (after: number, limit: number, signal?: AbortSignal) => Promise<readonly EventOut[]>;
  /** The id of the newest event that there is. */
  readonly last: (signal?: AbortSignal) => Promise<number>;
}

export interface FollowOptions {
  /** Only events with greater ids; left out: what happens from now on. */
  readonly after?: number | undefined;
  /** Ends the stream; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Without any answer for so many milliseconds it gives up. Default 10 minutes. */
  readonly patience?: number | undefined;
}

/** A server sends a sign of life every 15 s. */
const SILENCE_MS = 45_000;
const PAGE = 200;
const ended = new Set<unknown>(['done', 'failed', 'cancelled']);

/**
 * The events of a study as they happen, each once, in order, none left out, until the study has ended. Connections that
 * break, and servers that start again, cost a moment: it goes on after the last id that it gave.
 *
 * @throws {TombolaError} what will not pass, at once; what may pass, when it lasts longer than the patience.
 */
export async function* followStudy(
  http: Http,
  study: string,
  calls: FollowCalls,
  options: FollowOptions = {},
): AsyncGenerator<EventOut, void, undefined> {
  const { signal } = options;
  signal?.throwIfAborted();
  // The first calls are not repeated: a wrong URL should be said at once.
  let last = options.after ?? (await calls.last(signal));
  let current = await calls.study(signal);
  const waiting = new Patience(options.patience ?? 600_000, signal);
  for (;;) {
    if (ended.has(current.state)) {
      // What was told until then. It may have been told before the stream was there, or go on to be told for a moment.
      for (;;) {
        const page = await waiting.through(() => calls.events(last, PAGE, signal));
        for (const event of page) yield ((last = event.id), event);
        if (page.length < PAGE) return;
      }
    }
    try {
      for await (const event of stream(http, study, last, signal, () => waiting.forget())) {
        if (event.id <= last) continue;
        last = event.id;
        yield event;
        if (event.type === 'study.deleted') break;
        if (event.type === 'study.changed' && ended.has(event.data['state'])) break;
      }
    } catch (error) {
      await waiting.pause(error);
    }
    current = await waiting.through(() => calls.study(signal));
  }
}

/** One connection's events. Returns when the server ends it. */
async function* stream(
  http: Http,
  study: string,
  after: number,
  signal: AbortSignal | undefined,
  onLife: () => void,
): AsyncGenerator<EventOut, void, undefined> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Error('nothing came for a while')), SILENCE_MS);
  };
  const either = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  const parser = new EventStreamParser();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    alive();
    const response = await http.rest(`/events/stream?study=${encodeURIComponent(study)}&after=${after}`, {
      headers: { accept: 'text/event-stream' },
      signal: either,
    });
    reader = response.body!.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      onLife();
      for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) {
        const told: unknown = JSON.parse(data);
        if (event === 'problem') throw refusalOf(http.url, told as { error: Refusal });
        yield told as EventOut;
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof TombolaError ? error : networkError(http.url, error);
  } finally {
    clearTimeout(timer);
    // Whoever stops listening closes the connection.
    void reader?.cancel().catch(() => {});
  }
}

/** A stream that breaks off says why in an event. */
function refusalOf(url: string, { error }: { error: Refusal }): TombolaError {
  const passing = error.code === 'SERVICE_UNAVAILABLE' || error.code === 'INTERNAL_SERVER_ERROR';
  return refused(url, passing ? 503 : 400, error);
}

/** Waits longer and longer between attempts, and not for ever. */
class Patience {
  private failures = 0;
  private since: number | undefined;

  constructor(
    private readonly limitMs: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** It answered: what went wrong before does not count. */
  forget(): void {
    this.failures = 0;
    this.since = undefined;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const value = await work();
        this.forget();
        return value;
      } catch (error) {
        await this.pause(error);
      }
    }
  }

  /** @throws the error itself, when it will not pass or has lasted too long */
  async pause(error: unknown): Promise<void> {
    this.signal?.throwIfAborted();
    if (!(error instanceof TombolaError) || !error.passes) throw error;
    this.since ??= Date.now();
    if (Date.now() - this.since > this.limitMs) throw error;
    // Clients come back at different moments, so that a server that starts is not overrun.
    const wait = error.retryAfter ?? Math.min(10_000, 200 * 2 ** this.failures) * (0.5 + Math.random());
    this.failures += 1;
    await sleep(wait, this.signal);
  }
}

/** @throws the signal's reason when it fires */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
