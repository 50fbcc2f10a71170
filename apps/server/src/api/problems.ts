import { InputError, type InputProblem } from '@tombola/shared';
import { TRPCError } from '@trpc/server';
import { AccessError } from '../access/errors';
import { isConnectionError, sqlState } from '../store/transact';

/** What was asked for is not there. */
export class NotFoundError extends InputError {
  constructor(what: string, id: string) {
    super({ what: `there is no such ${what}`, value: id, expected: `the id of one that exists` });
    this.name = 'NotFoundError';
  }
}

/** What was asked for is impossible as things stand. */
export class ConflictError extends InputError {
  constructor(problem: InputProblem) {
    super(problem);
    this.name = 'ConflictError';
  }
}

const codes = { unauthenticated: 'UNAUTHORIZED', forbidden: 'FORBIDDEN' } as const;

/** Any error as one of tRPC's, whose code says whose fault it is. What is unknown stays an internal error. */
export function toTrpcError(error: unknown): TRPCError {
  if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const cause = error instanceof TRPCError ? error.cause : error;
  const { message } = cause instanceof Error ? cause : { message: String(cause) };
  if (cause instanceof AccessError) return new TRPCError({ code: codes[cause.code], message, cause });
  if (cause instanceof NotFoundError) return new TRPCError({ code: 'NOT_FOUND', message, cause });
  if (cause instanceof ConflictError) return new TRPCError({ code: 'CONFLICT', message, cause });
  if (cause instanceof InputError) return new TRPCError({ code: 'BAD_REQUEST', message, cause });
  if (isConnectionError(cause)) {
    const text = 'The database cannot be reached; try again in a moment.';
    return new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: text, cause });
  }
  // 22: data exceptions, such as a text with characters that the database has not.
  if (sqlState(cause)?.startsWith('22') === true)
    return new TRPCError({ code: 'BAD_REQUEST', message: 'A value is none that can be stored or looked for.', cause });
  return error instanceof TRPCError
    ? error
    : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'internal error', cause });
}
