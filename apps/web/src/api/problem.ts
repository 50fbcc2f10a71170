import { TRPCClientError } from '@trpc/client';

/** What went wrong, in the four parts that every message of the server has. */
export interface Problem {
  /** The server's code, or NETWORK when there was no answer. */
  readonly code: string;
  readonly what: string;
  readonly value?: unknown;
  readonly expected?: string;
  readonly mend?: string;
}

interface ErrorData {
  readonly code?: string;
  readonly httpStatus?: number;
  readonly problem?: { what: string; value?: unknown; expected?: string; mend?: string };
}

/** What an error says, for people. */
export function problemOf(error: unknown): Problem {
  const data = dataOf(error);
  if (data?.code !== undefined) {
    const problem = data.problem ?? { what: messageOf(error) };
    return { code: data.code, ...problem };
  }
  if (error instanceof TRPCClientError || error instanceof TypeError)
    return { code: 'NETWORK', what: 'the server cannot be reached', mend: 'Try again when it is back.' };
  return { code: 'UNKNOWN', what: messageOf(error) };
}

/** The problem as one line. */
export function sentenceOf({ what, value, expected, mend }: Problem): string {
  const got = value === undefined ? '' : ` (got ${short(value)})`;
  const wanted = expected === undefined ? '' : `: expected ${expected}`;
  const line = `${what.charAt(0).toUpperCase()}${what.slice(1)}${got}${wanted}`;
  return `${line.replace(/\.$/, '')}.${mend === undefined ? '' : ` ${mend}`}`;
}

/** Whether the same question may have an answer in a while. */
export function passes(error: unknown): boolean {
  const { code } = problemOf(error);
  return ['NETWORK', 'TIMEOUT', 'TOO_MANY_REQUESTS', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'].includes(code);
}

function dataOf(error: unknown): ErrorData | undefined {
  return error instanceof TRPCClientError ? ((error.data ?? undefined) as ErrorData | undefined) : undefined;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

/** Whether what the address names is not there, or cannot be: asking again would give the same. */
export function isMissing(error: unknown): boolean {
  return error !== null && error !== undefined && ['NOT_FOUND', 'BAD_REQUEST'].includes(problemOf(error).code);
}
