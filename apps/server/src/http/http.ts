import { fastifyCors } from '@fastify/cors';
import { fastifyHelmet } from '@fastify/helmet';
import { fastifyRateLimit } from '@fastify/rate-limit';
import { fastify, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerConfig } from '../config/config';
import { limitBodyTime } from './body-timeout';
import { identifyCallers, type Identify } from './caller';
import { answerError, answerErrors, type Translate } from './errors';
import { countEventStreams } from './event-streams';
import { OpenStreams } from './open-streams';
import { createOriginCheck } from './origin-check';
import { rateLimitOptions } from './rate-limits';
import { refuseConnection } from './refused-connection';
import { requestId } from './request-id';
import { logRequests, QuietLog } from './request-log';
import { corsOptions, helmetOptions } from './security-headers';
import { Shutdown } from './shutdown';

declare module 'fastify' {
  interface FastifyInstance {
    readonly streams: OpenStreams;
  }
}

export interface HttpOptions {
  readonly config: Pick<
    ServerConfig,
    'host' | 'publicUrl' | 'allowedOrigins' | 'trustProxy' | 'bodyLimit' | 'streamLimit' | 'rateLimits' | 'stopSeconds'
  >;
  readonly logger: Logger;
  readonly identify: Identify;
  /** Answers for errors of the routes; InputError, AccessError and outages are known already. */
  readonly translate?: Translate;
  /** Registers the routes. They have what this folder declares: `request.caller`, `app.streams`, `app.shutdown`. */
  readonly routes: (app: FastifyInstance) => void | Promise<void>;
  /** Within so many milliseconds a body has to be there. */
  readonly bodyMs?: number;
}

const minute = 60_000;

/**
 * The server without its routes: who may ask, how often, how much at once; headers, errors and logs. It does not listen
 * yet. What comes first here comes first for a request.
 */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { trustProxy } = options.config;
  const loggerInstance: FastifyBaseLogger = options.logger;
  const { config, identify, translate = () => undefined, routes, bodyMs = minute / 2 } = options;
  const app: FastifyInstance = fastify({
    loggerInstance,
    logController: new QuietLog(),
    genReqId: requestId,
    trustProxy: typeof trustProxy === 'boolean' ? trustProxy : [...trustProxy],
    bodyLimit: config.bodyLimit,
    // Requests of uploads come in whole within this; others are watched by limitBodyTime.
    requestTimeout: 30 * minute,
    // Longer than proxies keep idle connections: they, not the server, hang up.
    keepAliveTimeout: 75_000,
    // A request without a Host is refused here, in the shape of all errors.
    http: { headersTimeout: minute / 4, connectionsCheckingInterval: 5_000, requireHostHeader: false },
    // The names of several calls stand in one path of a batch.
    routerOptions: { maxParamLength: 8_000 },
    return503OnClosing: false,
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, request, reply) => {
      void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
      answerError(error, request, reply, translate);
    },
  });
  // No route reads text, and any web page may send it without being asked.
  app.removeContentTypeParser('text/plain');
  const origins = createOriginCheck(config);
  const streams = new OpenStreams(config.streamLimit);
  app.decorate('streams', streams);

  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  logRequests(app);
  await app.register(fastifyHelmet, helmetOptions(config.publicUrl?.startsWith('https:') === true));
  await app.register(fastifyCors, { delegator: corsOptions(origins) });
  app.decorate('shutdown', new Shutdown(app, streams, config.stopSeconds * 1000));
  limitBodyTime(app, bodyMs);
  app.addHook('onRequest', (request, _reply, done) => {
    origins.check(request);
    done();
  });
  await app.register(fastifyRateLimit, rateLimitOptions(config.rateLimits));
  identifyCallers(app, identify);
  countEventStreams(app);
  app.addHook('onSend', (_request, reply, payload, done) => {
    // Answers hold what only their caller may see.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  answerErrors(app, translate);
  await routes(app);
  await app.ready();
  return app;
}
