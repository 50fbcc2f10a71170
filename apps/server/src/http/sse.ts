import { InputError } from '@tombola/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guarded, type Guard } from './caller';
import { streamKey } from './event-streams';
import { errorBody } from './http-error';

/** One event of a stream. `data` is sent as JSON. */
export interface ServerSentEvent {
  /** What a client that comes back says it has seen. */
  readonly id: number;
  /** Letters, digits and `._-`. */
  readonly event: string;
  readonly data: unknown;
}

export interface EventStreamOptions {
  readonly url?: string;
  /** Throws when the caller may not follow. */
  readonly guard: Guard;
  /** The events after an id; those from now on when it is undefined. It ends when the signal fires. */
  readonly follow: (
    request: FastifyRequest,
    options: { readonly after?: number; readonly signal: AbortSignal },
  ) => AsyncIterable<ServerSentEvent>;
  /** Milliseconds between two signs of life. */
  readonly heartbeatMs?: number;
  /** A client that takes nothing for so long is cut off; it comes back and misses nothing. */
  readonly stallMs?: number;
  /** More bytes than these never wait for a client. */
  readonly bufferLimit?: number;
  /** After so long the client has to come back, and so to show that it still may. */
  readonly longestMs?: number;
  /** An error of the source within this is answered as such; one that comes later is an event. */
  readonly openMs?: number;
}

/**
 * Server-sent events for callers without tRPC. A client goes on where it was with `Last-Event-ID`, or `?after=ID`.
 *
 * An event is asked of the source only when the one before it is on its way: who reads slowly makes the source wait, and
 * needs no memory.
 */
export function eventStreamRoute(app: FastifyInstance, options: EventStreamOptions): void {
  const { url = '/api/v1/events/stream', guard, openMs = 500 } = options;
  app.route({
    method: 'GET',
    url,
    exposeHeadRoute: false,
    ...guarded(guard),
    handler: async (request, reply) => {
      const after = positionOf(request);
      const ended = new AbortController();
      const close = app.streams.open(streamKey(request), () => ended.abort());
      reply.raw.once('close', () => {
        close();
        ended.abort();
      });
      const { signal } = ended;
      const events = options.follow(request, { ...(after === undefined ? {} : { after }), signal });
      const iterator = events[Symbol.asyncIterator]();
      const first = iterator.next();
      await Promise.race([first, new Promise((resolve) => setTimeout(resolve, openMs))]);
      await new Stream(request, reply, options, signal).run(iterator, first);
      return reply;
    },
  });
}

/** What the client has seen: browsers say it in a header when they come back. */
function positionOf({ headers, query }: FastifyRequest): number | undefined {
  const header = headers['last-event-id'];
  const { after } = query as { after?: unknown };
  const text = header === undefined || header === '' ? after : header;
  if (text === undefined || text === '') return undefined;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new InputError({ what: 'this is no id of an event', value: text, expected: 'a whole number from 0' });
}

class Stream {
  private readonly raw;
  /** Ends the turn that waits for the source. */
  private leave: () => void = () => {};

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly options: EventStreamOptions,
    private readonly ended: AbortSignal,
  ) {
    this.raw = reply.raw;
  }

  async run(events: AsyncIterator<ServerSentEvent>, first: Promise<IteratorResult<ServerSentEvent>>): Promise<void> {
    const { heartbeatMs = 15_000, longestMs = 3_600_000 } = this.options;
    this.open();
    // Nothing has to be said to a client that has not taken what was said.
    const beat = setInterval(() => void (this.raw.writableNeedDrain || this.raw.write(':\n\n')), heartbeatMs);
    this.ended.addEventListener('abort', () => this.leave(), { once: true });
    const longest = setTimeout(() => this.finish(), longestMs);
    try {
      for (let next = first; ; next = events.next()) {
        const result = await this.turn(next);
        if (result === undefined || result.done === true || this.raw.writableEnded) break;
        await this.write(textOf(result.value));
      }
    } catch (error) {
      this.fail(error);
    } finally {
      clearInterval(beat);
      clearTimeout(longest);
      // Not awaited: a source that is in the middle of something ends when that does.
      events.return?.()?.catch(() => {});
      this.finish();
    }
  }

  /** What the source gives next; nothing when the stream ends before. (A race with its end would keep every event.) */
  private turn<T>(next: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.leave = () => resolve(undefined);
      if (this.ended.aborted) this.leave();
      next.then(resolve, reject);
    });
  }

  private open(): void {
    void this.reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      // Proxies would hold events back until they have a page of them.
      .header('x-accel-buffering', 'no');
    this.reply.hijack();
    this.raw.writeHead(200, this.reply.getHeaders() as Record<string, string>);
    this.raw.write('retry: 2000\n\n');
  }

  private async write(text: string): Promise<void> {
    const { stallMs = 60_000, bufferLimit = 4e6 } = this.options;
    if (this.raw.destroyed) return;
    const room = this.raw.write(text);
    if (this.raw.writableLength > bufferLimit) this.raw.destroy();
    if (room || this.raw.destroyed) return;
    await new Promise<void>((resolve) => {
      const stall = setTimeout(() => this.raw.destroy(), stallMs);
      const go = () => {
        clearTimeout(stall);
        this.raw.off('drain', go).off('close', go);
        resolve();
      };
      this.raw.on('drain', go).on('close', go);
    });
  }

  private fail(error: unknown): void {
    const refusal = this.request.server.refusalOf(error, this.request);
    if (refusal.statusCode >= 500) this.request.log.error({ err: error }, 'a stream broke off');
    this.raw.write(`event: problem\ndata: ${JSON.stringify(errorBody(refusal, this.request.id))}\n\n`);
  }

  /** Clients come back at different moments, so that a server that has just started is not overrun. */
  private finish(): void {
    if (this.raw.writableEnded || this.raw.destroyed) return;
    this.raw.end(`retry: ${Math.round(1000 + 4000 * Math.random())}\n\n`);
  }
}

function textOf({ id, event, data }: ServerSentEvent): string {
  if (!Number.isSafeInteger(id) || !/^[\w.-]+$/.test(event)) throw new TypeError(`no event: ${id} ${event}`);
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
