import {
  createTRPCUntypedClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { EventSource as PonyfilledEventSource } from 'eventsource';
import type { AppRouter } from './api';
import { networkError, noAnswer, TombolaError, type ClientErrorCode } from './error';
import { refused, type Http } from './http';
import type { CallOptions, Procedures, Subscriber } from './procedures';

/** The constructor of server-sent events: a browser's, or one that is as good. */
export type EventSourceClass = new (url: string, init?: { withCredentials?: boolean }) => object;

/** Calls that a server takes at once by default are twice as many. */
const BATCH = 10;
/** Proxies and servers cut off lines from 8 kB; what is longer goes in a body. */
const LONGEST_URL = 4000;
const LONGEST_INPUT = 2000;

/** The procedures of a server, over tRPC. */
export function createProcedures(http: Http, eventSource: EventSourceClass | undefined): Procedures {
  const url = `${http.url}/trpc`;
  const links = { url, headers: { ...http.headers }, fetch: (to: unknown, init: unknown) => send(http, to, init) };
  const client = createTRPCUntypedClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, EventSource: (eventSource ?? eventSourceFor(http)) as never }),
        false: splitLink({
          condition: ({ type, input }) => type === 'query' && isLong(input),
          true: httpLink({ ...links, methodOverride: 'POST' }),
          false: httpBatchLink({ ...links, maxItems: BATCH, maxURLLength: LONGEST_URL }),
        }),
      }),
    ],
  });
  const fail = (error: unknown) => toTombolaError(http.url, error);
  const procedure = (path: string) => ({
    query: (input: unknown, options?: CallOptions) =>
      settle((signal) => client.query(path, input, { signal }), options, fail),
    mutate: (input: unknown, options?: CallOptions) =>
      settle((signal) => client.mutation(path, input, { signal }), options, fail),
    subscribe: (input: unknown, { onData, onError, onComplete, signal }: Subscriber<unknown>) =>
      client.subscription(path, input, {
        onData,
        onError: (error) => onError?.(fail(error)),
        ...(onComplete === undefined ? {} : { onComplete }),
        ...(signal === undefined ? {} : { signal }),
      }),
  });
  return named((resource) => named((name) => procedure(`${resource}.${name}`))) as unknown as Procedures;
}

/** An object that has every member, but is no promise. */
function named<T>(make: (name: string) => T): Record<string, T> {
  const made = new Map<string, T>();
  return new Proxy<Record<string, T>>(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (!made.has(name)) made.set(name, make(name));
        return made.get(name);
      },
    },
  );
}

/**
 * The outcome of a call. One that shares its request with others is broken off at once all the same; and each call has a
 * signal of its own, since tRPC leaves its listeners behind.
 */
async function settle<T>(
  call: (signal: AbortSignal) => Promise<T>,
  { signal }: CallOptions = {},
  fail: (error: unknown) => Error,
): Promise<T> {
  signal?.throwIfAborted();
  const own = new AbortController();
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal!.reason as Error);
      own.abort();
    };
  });
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([call(own.signal), stopped]);
  } catch (error) {
    signal?.throwIfAborted();
    throw fail(error);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function send(http: Http, to: unknown, init: unknown): Promise<Response> {
  return http.send(String(to), init as RequestInit);
}

/** Browsers cannot send a token with server-sent events, and Node has none: both then use the ponyfill. */
function eventSourceFor(http: Http): EventSourceClass {
  const { EventSource: native } = globalThis as { EventSource?: EventSourceClass };
  if (native !== undefined && Object.keys(http.headers).length === 0) return native;
  return class extends PonyfilledEventSource {
    constructor(url: string) {
      super(url, { fetch: (to, init) => http.send(String(to), init) });
    }
  };
}

function isLong(input: unknown): boolean {
  return input !== undefined && encodeURIComponent(JSON.stringify(input)).length > LONGEST_INPUT;
}

/** What tRPC's client throws, as an error of ours. */
function toTombolaError(url: string, error: unknown): TombolaError {
  if (!(error instanceof TRPCClientError)) return networkError(url, error);
  const { cause, message, data: given, meta } = error as TRPCClientError<AppRouter>;
  if (cause instanceof TombolaError) return cause;
  const data = given as { code?: ClientErrorCode; httpStatus?: number; problem?: object } | null | undefined;
  const response = meta?.['response'] as Response | undefined;
  if (typeof data?.code === 'string') {
    const details = { ...data, ...data.problem, code: data.code, message };
    const retryAfter = response?.headers.get('retry-after') ?? null;
    return refused(url, data.httpStatus ?? response?.status ?? 0, details, { retryAfter, cause: error });
  }
  // An answer came, but what it says is nothing that tRPC knows.
  const event = cause as { code?: unknown } | undefined;
  if (response !== undefined || cause instanceof SyntaxError) return noAnswer(url, response?.status ?? 0, error);
  if (typeof event?.code === 'number') return noAnswer(url, event.code, error);
  return networkError(url, error);
}
