import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, preParsingAsyncHookHandler } from 'fastify';
import type { Caller } from '../access/roles';
import { tooManyRequests } from './http-error';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined when the request has no credentials, or goes to an open route. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** Open to everybody, without limits: nobody is asked who it is. */
    open?: boolean;
    /** Its requests are logged at debug. */
    quiet?: boolean;
  }
}

/** Says who sent a request. Rejects with AccessError `unauthenticated` for credentials that are wrong. */
export type Identify = (request: FastifyRequest) => Promise<Caller | undefined>;

/** Throws when the caller may not do what a route is for. */
export type Guard = (request: FastifyRequest) => unknown;

/** The hook of a route with a guard: it comes after the limits, so that refusals are limited too, and before the body. */
export function guarded(guard: Guard): { preParsing: preParsingAsyncHookHandler } {
  return {
    preParsing: async (request, _reply, payload) => {
      await guard(request);
      return payload;
    },
  };
}

/** Every request knows its caller before anything is done for it. Wrong credentials count as an address's requests. */
export function identifyCallers(app: FastifyInstance, identify: Identify): void {
  const count = app.createRateLimit();
  app.decorateRequest('caller', undefined);
  app.addHook('onRequest', async (request) => {
    const { config, url } = request.routeOptions;
    // Who logs in may have credentials that are not good any more.
    if (config.open === true || isLoginRoute(url)) return;
    try {
      request.caller = await identify(request);
    } catch (error) {
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw tooManyRequests(counted.max, counted.ttlInSeconds);
      throw error;
    }
  });
}

/** Whether a route is for logging in and out. It goes by the route, since a path has many spellings. */
export function isLoginRoute(route: string | undefined): boolean {
  return route?.startsWith('/auth/') === true;
}

/** Whom limits count: the token, the user, or the address of who is neither. */
export function callerKey({ caller, ip }: FastifyRequest): string {
  return caller === undefined ? addressKey(ip) : `${caller.kind}:${caller.id}`;
}

/** One key for the 2^64 addresses that one IPv6 customer has. */
export function addressKey(ip: string): string {
  return `ip:${normalizeIP(ip)}`;
}
