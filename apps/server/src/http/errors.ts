import { InputError } from '@tombola/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { AccessError } from '../access/errors';
import { BlobTooLargeError } from '../artifacts/errors';
import { errorBody, HttpError, statusOf, type ErrorBody, type ErrorCode } from './http-error';
import { outageOf } from './outage';

/** Makes an answer of an error that another part of the server throws; `undefined` for errors that it does not know. */
export type Translate = (error: unknown) => HttpError | undefined;

declare module 'fastify' {
  interface FastifyInstance {
    /** Any error as it is answered. */
    readonly refusalOf: (error: unknown, request: FastifyRequest) => HttpError;
  }
}

/** The errors of fastify that have better words here. */
const known: Readonly<Record<string, (request: FastifyRequest) => HttpError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (request) =>
    new HttpError('PAYLOAD_TOO_LARGE', {
      what: 'the body is too long',
      expected: `at most ${request.routeOptions.bodyLimit} bytes`,
    }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (request) =>
    new HttpError('UNSUPPORTED_MEDIA_TYPE', {
      what: 'the body is of a media type that is not read here',
      value: request.headers['content-type'],
      expected: 'application/json',
    }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new HttpError('BAD_REQUEST', { what: 'the body is empty', expected: 'a JSON value' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new HttpError('BAD_REQUEST', { what: 'the body is not JSON', expected: 'a JSON value in UTF-8' }),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new HttpError('BAD_REQUEST', { what: 'the path is too long', expected: 'at most 8000 characters between slashes' }),
  FST_ERR_BAD_URL: (request) =>
    new HttpError('BAD_REQUEST', {
      what: 'the path is not a URL',
      value: pathOf(request.url),
      expected: 'percent-encoded UTF-8',
    }),
};

/** Every error of a route, of a hook and of fastify becomes an answer of the one shape. */
export function answerErrors(app: FastifyInstance, translate: Translate = () => undefined): void {
  app.decorate('refusalOf', (error: unknown, request: FastifyRequest) => refusalOf(error, request, translate));
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, translate));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const value = `${request.method} ${pathOf(request.url)}`;
    const mend = 'GET /api/v1/openapi.json lists what there is.';
    return sendError(new HttpError('NOT_FOUND', { what: 'there is nothing here', value, mend }), request, reply);
  });
}

/** Answers an error, and logs it when it is nobody's mistake but ours. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  translate: Translate,
): FastifyReply {
  const refusal = refusalOf(error, request, translate);
  if (refusal.statusCode >= 500) {
    request.log.error({ err: error }, refusal.code === 'INTERNAL_SERVER_ERROR' ? 'unexpected error' : refusal.message);
  }
  return sendError(refusal, request, reply);
}

function refusalOf(error: unknown, request: FastifyRequest, translate: Translate): HttpError {
  if (error instanceof HttpError) return error;
  const translated = translate(error);
  if (translated !== undefined) return translated;
  if (error instanceof InputError) return new HttpError(codeOfInput(error), error.problem, {}, { cause: error });
  const { code = '', statusCode = 500, message } = error as { code?: string; statusCode?: number; message?: string };
  const better = known[code];
  if (better !== undefined) return better(request);
  if (statusCode >= 400 && statusCode < 500) {
    // Fastify's own messages are meant for the caller; nobody knows what others' hold.
    const what = code.startsWith('FST_') ? `${message}`.replace(/\.$/, '') : 'the request was refused';
    return new HttpError(codeOf(statusCode), { what }, {}, { cause: error });
  }
  return outageOf(error) ?? new HttpError('INTERNAL_SERVER_ERROR', unexpected, {}, { cause: error });
}

function codeOfInput(error: InputError): ErrorCode {
  if (error instanceof AccessError) return error.code === 'unauthenticated' ? 'UNAUTHORIZED' : 'FORBIDDEN';
  return error instanceof BlobTooLargeError ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
}

const unexpected = {
  what: 'the server failed',
  mend: 'Tell its administrator the requestId: the log has the reason.',
};

function codeOf(statusCode: number): ErrorCode {
  const codes = Object.keys(statusOf) as ErrorCode[];
  return codes.find((code) => statusOf[code] === statusCode) ?? 'BAD_REQUEST';
}

function sendError(error: HttpError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = errorBody(error, request.id);
  return reply
    .code(error.statusCode)
    .headers(error.headers)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(request.url.startsWith('/trpc/') ? trpcBody(body, error.statusCode) : body));
}

/** Refusals that never reach tRPC, in the shape that its clients read of those that do. */
function trpcBody({ error }: ErrorBody, httpStatus: number): unknown {
  const codes: Readonly<Record<string, number>> = TRPC_ERROR_CODES_BY_KEY;
  const { code, message, requestId, ...problem } = error;
  return {
    error: {
      message,
      code: codes[code] ?? TRPC_ERROR_CODES_BY_KEY.INTERNAL_SERVER_ERROR,
      data: { code, httpStatus, problem, requestId },
    },
  };
}

/** A URL's path: what is asked for may hold secrets, where it is asked for does not. */
export function pathOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0]!;
  return path.length <= 300 ? path : `${path.slice(0, 297)}...`;
}
