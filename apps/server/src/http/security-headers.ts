import type { FastifyCorsOptions } from '@fastify/cors';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import type { OriginCheck } from './origin-check';

const nothing = ["'none'"];

/** Headers for answers that are data: a browser that opens one runs and loads nothing. @param https by `publicUrl` */
export function helmetOptions(https: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: nothing, baseUri: nothing, formAction: nothing, frameAncestors: nothing },
    },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 180 * 24 * 3600, includeSubDomains: false } : false,
  };
}

const readable = [
  'accept-ranges',
  'content-disposition',
  'content-range',
  'etag',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'x-request-id',
];

/** Other origins' pages read nothing unless the configuration names them; those may log in too. */
export function corsOptions(origins: OriginCheck) {
  return (request: FastifyRequest, done: (error: Error | null, options?: FastifyCorsOptions) => void): void => {
    const { origin } = request.headers;
    done(null, {
      origin: origin !== undefined && origins.allows(origin, request) ? origin : false,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: readable,
      maxAge: 600,
    });
  };
}
