import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { errorBody, HttpError, type ErrorCode, type Refusal } from './http-error';
import { requestId } from './request-id';

interface ClientError extends Error {
  readonly code?: string;
}

interface ClientSocket {
  readonly writable: boolean;
  readonly destroyed: boolean;
  end(text: string): void;
  destroy(): void;
}

const refusals: Readonly<Record<string, readonly [number, ErrorCode, Refusal]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'TIMEOUT', { what: 'the request did not arrive in time' }],
  HPE_HEADER_OVERFLOW: [
    431,
    'BAD_REQUEST',
    { what: 'the headers are too long', expected: 'at most 16 kB with the path' },
  ],
};
const malformed: readonly [number, ErrorCode, Refusal] = [400, 'BAD_REQUEST', { what: 'this is not an HTTP request' }];

/** Answers what is no request that could be understood, in the shape of all errors, and hangs up. */
export function refuseConnection(this: FastifyInstance, error: ClientError, socket: ClientSocket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const id = requestId({ headers: {} });
  const [status, code, refusal] = refusals[error.code ?? ''] ?? malformed;
  this.log.info({ reqId: id, status, reason: error.code ?? error.message }, 'refused a connection');
  const body = JSON.stringify(errorBody(new HttpError(code, refusal), id));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${id}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
