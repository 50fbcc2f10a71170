import { InputError, show, type InputProblem } from '@tombola/shared';

/** The codes of refusals with their HTTP status; where tRPC has a code for it, it is tRPC's. */
export const statusOf = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  INSUFFICIENT_STORAGE: 507,
} as const;

export type ErrorCode = keyof typeof statusOf;

/** What is told of a refusal: an input problem, whose `expected` may be nothing that the caller could do. */
export type Refusal = Omit<InputProblem, 'expected'> & { readonly expected?: string };

/** A refusal with its status. Its text is meant for the caller. */
export class HttpError extends Error {
  readonly code: ErrorCode;
  readonly problem: Refusal;
  /** Also read by fastify and its plugins. */
  readonly statusCode: number;

  /** @param headers of the answer, such as `retry-after` */
  constructor(
    code: ErrorCode,
    problem: Refusal,
    readonly headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(sentence(problem), options);
    this.name = 'HttpError';
    this.code = code;
    this.problem = problem;
    this.statusCode = statusOf[code];
  }
}

/** @param max requests a minute @param seconds until the next one is served */
export function tooManyRequests(max: number, seconds: number): HttpError {
  const mend = `Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  const problem = { what: 'these are too many requests', expected: `at most ${max} a minute`, mend };
  return new HttpError('TOO_MANY_REQUESTS', problem, { 'retry-after': `${seconds}` });
}

/** The one shape of every error that is answered. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly what?: string;
    readonly value?: unknown;
    readonly expected?: string;
    readonly mend?: string;
    readonly requestId: string;
  };
}

/** A refusal as it is answered. */
export function errorBody({ code, message, problem }: HttpError, requestId: string): ErrorBody {
  const { what, value, expected, mend } = problem;
  return {
    error: {
      code,
      message,
      what,
      ...(value === undefined ? {} : { value: short(value) }),
      ...(expected === undefined ? {} : { expected }),
      ...(mend === undefined ? {} : { mend }),
      requestId,
    },
  };
}

function sentence({ expected, ...problem }: Refusal): string {
  if (expected !== undefined) return new InputError({ ...problem, expected }).message;
  const { what, value, mend } = problem;
  return `${what}${value === undefined ? '' : ` (got ${show(value)})`}.${mend === undefined ? '' : ` ${mend}`}`;
}

/** A value that somebody sent is sent back whole only when it is short. */
function short(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text !== undefined && text.length <= 1000 ? value : show(value);
  } catch {
    return show(value);
  }
}
