import { InputError, type Scope } from '@tombola/shared';
import { initTRPC } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { z, ZodError } from 'zod';
import { demand } from '../access/roles';
import type { Context } from './context';
import { toTrpcError } from './problems';

const t = initTRPC
  .context<Context>()
  .meta<OpenApiMeta>()
  .create({
    isServer: true,
    sse: {
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 25_000 },
    },
    /** Clients get the four parts of a problem, and never a stack. */
    errorFormatter: ({ shape, error }) => {
      const { cause } = error;
      const problem =
        cause instanceof InputError
          ? cause.problem
          : cause instanceof ZodError
            ? { what: 'the input is wrong', expected: z.prettifyError(cause) }
            : undefined;
      const internal = error.code === 'INTERNAL_SERVER_ERROR';
      return {
        ...shape,
        message: internal ? 'internal error' : cause instanceof ZodError ? z.prettifyError(cause) : shape.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, problem },
      };
    },
  });

export const { router, createCallerFactory } = t;

/** Errors of ours and of the database leave as tRPC's, those of streams too; what nobody expected is logged with its stack. */
const problems = t.middleware(async ({ next, ctx, path }) => {
  const told = (given: unknown) => {
    const error = toTrpcError(given);
    if (error.code === 'INTERNAL_SERVER_ERROR') ctx.log.error({ err: error.cause ?? error, path }, 'a call failed');
    return error;
  };
  const result = await next();
  if (!result.ok) throw told(result.error);
  return isStream(result.data) ? { ...result, data: streamOf(result.data, told) } : result;
});

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}

async function* streamOf(source: AsyncIterable<unknown>, told: (error: unknown) => Error): AsyncGenerator<unknown> {
  try {
    yield* source;
  } catch (error) {
    throw told(error);
  }
}

const callable = t.procedure.use(problems);

/** A procedure for callers with a scope; its context has the caller. */
function procedureFor(scope: Scope) {
  return callable.use(({ ctx, next }) => next({ ctx: { caller: demand(ctx.caller, scope) } }));
}

/** Whoever may look. */
export const reading = procedureFor('read');
/** Whoever may change studies. */
export const writing = procedureFor('write');
/** Administrators. */
export const administering = procedureFor('admin');
