import { InputError } from '@tombola/shared';
import { TRPCError } from '@trpc/server';
import { z, ZodError } from 'zod';
import { BlobMissingError, DigestMismatchError } from '../artifacts/errors';
import { HttpError, statusOf, type ErrorCode } from '../http/http-error';
import { toTrpcError } from './problems';

/** The refusal that an error of a procedure is in REST; undefined for what nobody expected, which stays a 500. */
export function toHttpError(error: unknown): HttpError | undefined {
  if (error instanceof BlobMissingError) return new HttpError('NOT_FOUND', error.problem, {}, { cause: error });
  if (error instanceof DigestMismatchError) return new HttpError('BAD_REQUEST', error.problem, {}, { cause: error });
  if (!(error instanceof TRPCError)) return undefined;
  const { code, cause, message } = toTrpcError(error);
  if (!isKnown(code)) return new HttpError('BAD_REQUEST', { what: message });
  if (code === 'INTERNAL_SERVER_ERROR') return undefined;
  if (cause instanceof ZodError) return new HttpError('BAD_REQUEST', problemOf(cause));
  return new HttpError(code, cause instanceof InputError ? cause.problem : { what: message });
}

/** The first thing that a schema found wrong, and how many there are. */
function problemOf(error: ZodError) {
  const [first] = error.issues;
  const path = first?.path.join('.') ?? '';
  const others = error.issues.length - 1;
  return {
    what: path === '' ? 'the input is wrong' : `the input is wrong at ${path}`,
    expected: (first?.message ?? '').replace(/^Invalid input: expected /, '').replace(/\.$/, ''),
    ...(others > 0 ? { mend: z.prettifyError(error) } : {}),
  };
}

function isKnown(code: string): code is ErrorCode {
  return code in statusOf;
}
