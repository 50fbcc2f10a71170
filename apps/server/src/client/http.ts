import { networkError, noAnswer, TombolaError, type ClientErrorCode, type ClientProblem } from './error';

/** As much of `fetch` as the client needs; any implementation of it will do. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Where a server is and who asks. */
export class Http {
  /** Without a slash at its end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    url: string | URL,
    token: string | undefined,
    private readonly fetcher: Fetch,
  ) {
    this.url = baseOf(url);
    this.headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Asks, whatever the answer. @throws {TombolaError} NETWORK; the signal's reason when it fires. */
  async send(url: string, init: RequestInit = {}): Promise<Response> {
    try {
      return await this.fetcher(url, {
        ...init,
        headers: { ...this.headers, ...(init.headers as Record<string, string> | undefined) },
      });
    } catch (error) {
      if (init.signal?.aborted === true) throw init.signal.reason;
      throw networkError(this.url, error);
    }
  }

  /** Asks a REST route. @throws {TombolaError} when it is refused. */
  async rest(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.send(`${this.url}/api/v1${path}`, init);
    if (!response.ok) throw await this.refusal(response);
    return response;
  }

  /** The bytes of an answer. @throws {TombolaError} NETWORK when they break off. */
  async bytes(response: Response, signal?: AbortSignal): Promise<Uint8Array> {
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason;
      throw networkError(this.url, error);
    }
  }

  /** What an answer that is no success says, whether REST or tRPC. */
  async refusal(response: Response): Promise<TombolaError> {
    const { status, headers } = response;
    let body: unknown;
    try {
      body = await response.json();
    } catch (error) {
      return noAnswer(this.url, status, error);
    }
    const error = (body as { error?: Refusal & { data?: Refusal } } | null)?.error;
    const told = error?.data === undefined ? error : { ...error.data, message: error.message };
    if (typeof told?.code !== 'string' || typeof told.message !== 'string') return noAnswer(this.url, status);
    return refused(this.url, status, told, { retryAfter: headers.get('retry-after') });
  }
}

/** What is told of a refusal, in REST and within tRPC. */
export interface Refusal extends Partial<ClientProblem> {
  readonly code: ClientErrorCode;
  readonly message: string;
  readonly requestId?: string;
}

/** A refusal of the server as an error. */
export function refused(
  url: string,
  status: number,
  { code, message, requestId, what, value, expected, mend }: Refusal,
  { retryAfter, cause }: { readonly retryAfter?: string | null; readonly cause?: unknown } = {},
): TombolaError {
  const seconds = Number(retryAfter ?? NaN);
  const problem: ClientProblem = {
    what: what ?? message.replace(/\.$/, ''),
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
    ...(mend === undefined ? {} : { mend }),
  };
  return new TombolaError(
    {
      code,
      status,
      problem,
      url,
      ...(requestId === undefined ? {} : { requestId }),
      ...(Number.isFinite(seconds) && retryAfter !== '' ? { retryAfter: seconds * 1000 } : {}),
    },
    { cause },
  );
}

function baseOf(given: string | URL): string {
  const text = String(given);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    // A password would stand in every message.
    const value = url === undefined || url.password === '' ? text : '***';
    throw new TypeError(`no URL of a server (got ${JSON.stringify(value)}): expected http://HOST:PORT or https://HOST`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
