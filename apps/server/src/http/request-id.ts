import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The request's id: the caller's `x-request-id` when it is short and harmless in a log and a header, else a new one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}
