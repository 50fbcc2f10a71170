import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpError } from './http-error';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** An upload: it may take long, but not stand still. */
    upload?: boolean;
  }
}

/** Bytes a second that an upload has to come with, on average over the limit. */
const SLOWEST = 1000;

/**
 * Ends requests whose body does not come: short ones have to be there within `limitMs`, uploads have to go on. Otherwise
 * a few slow callers could hold all connections that a server has.
 */
export function limitBodyTime(app: FastifyInstance, limitMs: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    const { 'content-length': length = '0', 'transfer-encoding': chunked } = raw.headers;
    if (chunked !== undefined || length !== '0') watch(request, reply, limitMs);
    done();
  });
}

function watch(request: FastifyRequest, reply: FastifyReply, limitMs: number): void {
  const { raw } = request;
  const { upload = false } = request.routeOptions.config;
  let seen = raw.socket.bytesRead;
  const timer = setTimeout(() => {
    const { bytesRead } = raw.socket;
    // What lies here unread is not the caller's fault.
    if (upload && (raw.readableLength > 0 || bytesRead - seen >= (limitMs / 1000) * SLOWEST)) {
      seen = bytesRead;
      timer.refresh();
    } else giveUp(request, reply, limitMs);
  }, limitMs);
  const stop = () => {
    clearTimeout(timer);
    raw.socket.off('close', stop);
  };
  // A request that was answered before its end is not told when its connection closes.
  raw.socket.once('close', stop);
  raw.once('end', stop).once('close', stop);
}

function giveUp({ raw }: FastifyRequest, reply: FastifyReply, limitMs: number): void {
  const expected = `all of it, or more of an upload, within ${limitMs / 1000} seconds`;
  const error = new HttpError('TIMEOUT', { what: 'the body did not arrive', expected });
  if (reply.sent) {
    raw.destroy();
    return;
  }
  void reply.header('connection', 'close');
  // Whoever reads the body answers with this error, and throws away what it has.
  if (raw.listenerCount('error') > 0) raw.emit('error', error);
  else void reply.send(error);
}
