/** What went wrong, in the four parts that every message of Tombola has. */
export interface ClientProblem {
  /** What was wrong, as a sentence without its full stop. */
  readonly what: string;
  /** The value that was given. */
  readonly value?: unknown;
  /** What would have been right. */
  readonly expected?: string;
  /** How to mend it. */
  readonly mend?: string;
}

/** The server's refusals by name, and three that never reached it or came from something else. */
export type ClientErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_SUPPORTED'
  | 'TIMEOUT'
  | 'CONFLICT'
  | 'PRECONDITION_FAILED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RANGE_NOT_SATISFIABLE'
  | 'UNPROCESSABLE_CONTENT'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL_SERVER_ERROR'
  | 'SERVICE_UNAVAILABLE'
  | 'INSUFFICIENT_STORAGE'
  /** No connection, or it broke. */
  | 'NETWORK'
  /** The answer is none of a Tombola server: a proxy's page, another service. */
  | 'NO_ANSWER'
  /** What came is not what the server said it would be. */
  | 'DAMAGED';

export interface ErrorDetails {
  readonly code: ClientErrorCode;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly problem: ClientProblem;
  /** The server that was asked. */
  readonly url: string;
  /** What the server's log calls the request. */
  readonly requestId?: string;
  /** Milliseconds that the server wants to be left alone for. */
  readonly retryAfter?: number;
}

/** Every failure of the client but a broken-off call, which rejects with the reason of its signal. */
export class TombolaError extends Error {
  readonly code: ClientErrorCode;
  readonly status: number;
  readonly problem: ClientProblem;
  readonly url: string;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor({ code, status, problem, url, requestId, retryAfter }: ErrorDetails, options?: ErrorOptions) {
    super(sentence(problem), options);
    this.name = 'TombolaError';
    this.code = code;
    this.status = status;
    this.problem = problem;
    this.url = url;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may succeed in a while: the server is away, starting, full or busy. */
  get passes(): boolean {
    if (this.code === 'NETWORK') return true;
    return this.status === 408 || this.status === 429 || (this.status >= 502 && this.status <= 504);
  }
}

/** No connection, or it broke; says to which server. */
export function networkError(url: string, cause: unknown): TombolaError {
  const problem = {
    what: `the server cannot be reached: ${reasonOf(cause)}`,
    value: url,
    expected: 'a Tombola server that answers',
    mend: 'Is it running, and is the URL right?',
  };
  return new TombolaError({ code: 'NETWORK', status: 0, problem, url }, { cause });
}

/** An answer that no Tombola server gives. */
export function noAnswer(url: string, status: number, cause?: unknown): TombolaError {
  const problem = {
    what: 'the answer is none of a Tombola server',
    value: `${url}, status ${status}`,
    expected: 'JSON',
    mend: 'Is the URL that of a Tombola server, and is a proxy before it set up right?',
  };
  return new TombolaError({ code: 'NO_ANSWER', status, problem, url }, { cause });
}

/** What fetch hides in the causes of its errors: ECONNREFUSED and the like. */
function reasonOf(error: unknown): string {
  let reason = 'no connection';
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code } = each as Error & { code?: unknown };
    if (each.message !== '' && each.message !== 'fetch failed') reason = each.message;
    if (typeof code === 'string') return reason.includes(code) ? reason : `${code} ${reason}`;
  }
  return reason;
}

function sentence({ what, value, expected, mend }: ClientProblem): string {
  const got = value === undefined ? '' : ` (got ${short(value)})`;
  const wanted = expected === undefined ? '' : `: expected ${expected}`;
  return `${what}${got}${wanted}.${mend === undefined ? '' : ` ${mend}`}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
