import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../api/context';
import { appRouter, type AppRouter } from '../api/router';

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
    await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions });
  });
}
