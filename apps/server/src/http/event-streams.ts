import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerKey } from './caller';

/** Whose streams are counted together; those of the local administrator are not limited. */
export function streamKey(request: FastifyRequest): string | undefined {
  return request.caller?.kind === 'local' ? undefined : callerKey(request);
}

/**
 * Counts the event streams that others answer with, tRPC's subscriptions. When the server stops they are cut off: their
 * clients come back and go on from the last id, where an end in order would tell them that it is over.
 */
export function countEventStreams(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const response = payload instanceof Response || isResponse(payload) ? payload : undefined;
    const type = response?.headers.get('content-type') ?? reply.getHeader('content-type');
    if (typeof type !== 'string' || !type.startsWith('text/event-stream')) return payload;
    try {
      const close = app.streams.open(streamKey(request), () => reply.raw.destroy());
      reply.raw.once('close', close);
    } catch (error) {
      await response?.body?.cancel();
      throw error;
    }
    return payload;
  });
}

/** Responses of another realm, or of another implementation of the fetch API. */
function isResponse(payload: unknown): payload is Response {
  return Object.prototype.toString.call(payload) === '[object Response]';
}
