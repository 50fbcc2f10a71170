import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { RateLimits } from '../config/config';
import { addressKey, callerKey, isLoginRoute } from './caller';
import { tooManyRequests } from './http-error';

/**
 * Requests a minute by caller; attempts to log in by address, whoever the caller says to be. The local administrator is
 * not limited, nor are open routes.
 */
export function rateLimitOptions(limits: RateLimits): RateLimitPluginOptions {
  const limitOf = (request: FastifyRequest) =>
    isAttempt(request) ? limits.login : limits[request.caller === undefined ? 'anonymous' : kindOf(request)];
  return {
    timeWindow: 60_000,
    // Callers that are remembered; a flood of addresses pushes out the oldest.
    cache: 20_000,
    keyGenerator: (request) => (isAttempt(request) ? `login:${addressKey(request.ip)}` : callerKey(request)),
    max: limitOf,
    allowList: (request) =>
      request.routeOptions.config.open === true || (request.caller?.kind === 'local' && !isAttempt(request)),
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { max, ttl }) => tooManyRequests(max, Math.ceil(ttl / 1000)),
  };
}

function isAttempt({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'POST' && isLoginRoute(routeOptions.url);
}

function kindOf({ caller }: FastifyRequest): 'token' | 'user' {
  return caller?.kind === 'token' ? 'token' : 'user';
}
