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
        condition: ({ type, input }) => type === 'query' && isLong(input),
        true: httpLink({ ...links, methodOverride: 'POST' }),
        false: httpBatchLink({ ...links, maxItems: BATCH, maxURLLength: LONGEST_URL }),
      }),
    ],
  });
  const fail = (error: unknown) => toTombolaError(http.url, error);
  const procedure = (path: string) => ({
    query: (input: unknown, options?: CallOptions) =>
      settle((signal) => client.query(path, input, { signal }), options, fail),
    mutate: (input: unknown, options?: CallOptions) =>
      settle((signal) => client.mutation(path, input, { signal }), options, fail),
    subscribe: (input: unknown, subscriber: Subscriber<unknown>) =>
      subscribe(http, eventSource, path, input, subscriber),
  });
  return named((resource) => named((name) => procedure(`${resource}.${name}`))) as unknown as Procedures;
}

/** tRPC's own subscription: it comes back when the connection breaks, with the last id that it saw. */
function subscribe(
  http: Http,
  eventSource: EventSourceClass | undefined,
  path: string,
  input: unknown,
  { onData, onError, onComplete, signal }: Subscriber<unknown>,
) {
  // Events of errors do not say what the server said.
  const refusals: TombolaError[] = [];
  const EventSource = eventSource ?? eventSourceFor(http, (refusal) => refusals.push(refusal));
  const client = createTRPCUntypedClient<AppRouter>({
    links: [httpSubscriptionLink({ url: `${http.url}/trpc`, EventSource: EventSource as never })],
  });
  return client.subscription(path, input, {
    onData,
    onError: (error) => onError?.(refusals[0] ?? toTombolaError(http.url, error)),
    ...(onComplete === undefined ? {} : { onComplete }),
    ...(signal === undefined ? {} : { signal }),
  });
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
  const response = await http.send(String(to), init as RequestInit);
  if (/json/.test(response.headers.get('content-type') ?? '')) return response;
  void response.body?.cancel().catch(() => {});
  throw noAnswer(http.url, response.status);
}

/**
 * Browsers cannot send a token with server-sent events, and Node has none: both then use the ponyfill. It comes back
 * after refusals that will pass, where the standard gives up.
 */
function eventSourceFor(http: Http, onRefusal: (refusal: TombolaError) => void): EventSourceClass {
  const { EventSource: native } = globalThis as { EventSource?: EventSourceClass };
  if (native !== undefined && Object.keys(http.headers).length === 0) return native;
  return class extends PonyfilledEventSource {
    constructor(url: string) {
      super(url, {
        fetch: async (to, init) => {
          const response = await http.send(String(to), init);
          if (response.ok) return response;
          const refusal = await http.refusal(response.clone());
          if (refusal.passes) throw refusal;
          onRefusal(refusal);
          return response;
        },
      });
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
  const isNoJson = cause?.name === 'SyntaxError';
  return response !== undefined || isNoJson ? noAnswer(url, response?.status ?? 0, error) : networkError(url, error);
}
