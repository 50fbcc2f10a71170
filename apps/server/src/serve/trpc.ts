import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../api/context';
import { appRouter, type AppRouter } from '../api/router';
import { HttpError } from '../http/http-error';

const methods = ['GET', 'HEAD', 'POST'];

/** Serves tRPC below `/trpc`. Its body parsers are its own: it stands in a scope for itself. */
export async function mountTrpc(
  app: FastifyInstance,
  createContext: (request: FastifyRequest) => Context,
  batchLimit: number,
): Promise<void> {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req }) => createContext(req),
    maxBatchSize: batchLimit,
    allowMethodOverride: true,
  };
  await app.register(async (scope) => {
    // It takes every method, and fails at those that the fetch API has no requests for.
    scope.addHook('onRequest', (request, _reply, done) => {
      done(methods.includes(request.method) ? undefined : notSupported(request.method));
    });
    // What it refuses before it has read the request has no type of its own.
    scope.addHook('onSend', (_request, _reply, payload, done) => {
      if (payload instanceof Response && payload.headers.get('content-type')?.startsWith('text/plain') === true)
        payload.headers.set('content-type', 'application/json');
      done(null, payload);
    });
    await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
  });
}

function notSupported(value: string): HttpError {
  const problem = { what: 'procedures are not called with this method', value, expected: 'GET or POST' };
  return new HttpError('METHOD_NOT_SUPPORTED', problem, { allow: methods.join(', ') });
}
