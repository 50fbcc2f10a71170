import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { pathOf } from './errors';

/** What is known of a request when its answer is over, whether it was sent to the end or the caller went away. */
export interface FinishedRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly status: number;
  readonly milliseconds: number;
  /** The caller went away before the answer was complete. */
  readonly aborted: boolean;
}

/** Calls back once for every request that reached a hook. */
export function onFinished(app: FastifyInstance, callback: (finished: FinishedRequest) => void): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = reply;
    raw.once('close', () => {
      const { statusCode: status, writableFinished } = raw;
      callback({ request, reply, status, milliseconds: reply.elapsedTime, aborted: !writableFinished });
    });
    done();
  });
}

/** One line a request, when it is over. Queries and bodies are not logged: they may hold what is nobody's business. */
export function logRequests(app: FastifyInstance): void {
  onFinished(app, ({ request, status, milliseconds, aborted }) => {
    const { caller, method, routeOptions, url, log } = request;
    const line = {
      method,
      route: routeOptions.url ?? null,
      path: pathOf(url),
      status,
      ms: Math.round(milliseconds * 10) / 10,
      caller: caller?.kind ?? 'anonymous',
      userId: caller?.userId ?? null,
      ...(caller?.kind === 'token' ? { tokenId: caller.id } : {}),
      ...(aborted ? { aborted } : {}),
    };
    if (status >= 500) log.error(line, 'request');
    else if (routeOptions.config.quiet === true) log.debug(line, 'request');
    else log.info(line, 'request');
  });
}

/** Fastify's own lines, without those that {@link logRequests} replaces. */
export class QuietLog extends LogController {
  override incomingRequest(): void {}
  override requestCompleted(): void {}
  override routeNotFound(): void {}
  override streamError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE') reply.log.warn({ err: error }, 'an answer broke off');
  }
}
