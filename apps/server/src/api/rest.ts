import type { Context } from './context';
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { z } from 'zod';
import type { AppRouter } from './router';
import { createCallerFactory } from './trpc';

/** A procedure that has a REST route. */
interface RestProcedure {
  /** `studies.list`. */
  readonly name: string;
  readonly method: HTTPMethods;
  /** `/studies/:study`. */
  readonly path: string;
  readonly input: z.ZodType | undefined;
}

type AnyFunction = (input: unknown) => Promise<unknown>;

/**
 * Registers a REST route for every procedure whose meta names one: the path's and the query's texts, or the JSON body,
 * are its input. (trpc-to-openapi describes these routes; its own handler would coerce the schemas in place, for tRPC's
 * callers too, and answer errors in a shape of its own.)
 */
export function registerRest(
  app: FastifyInstance,
  prefix: string,
  appRouter: AppRouter,
  createContext: (request: FastifyRequest) => Context,
): void {
  const createCaller = createCallerFactory(appRouter);
  for (const procedure of restProcedures(appRouter)) {
    app.route({
      method: procedure.method,
      url: `${prefix}${procedure.path}`,
      handler: async (request) => {
        const caller = createCaller(createContext(request)) as unknown as Record<string, unknown>;
        const [resource = '', name = ''] = procedure.name.split('.');
        const call = (caller[resource] as Record<string, AnyFunction>)[name]!;
        return call(inputOf(procedure, request));
      },
    });
  }
}

/** Every procedure with a REST route. @throws when a route is declared twice, or deeper than `resource.name`. */
export function restProcedures(appRouter: AppRouter): RestProcedure[] {
  const procedures = Object.entries(appRouter._def.procedures as Record<string, unknown>);
  return procedures.flatMap(([name, procedure]) => {
    const { meta, inputs } = (procedure as { _def: { meta?: OpenApiMeta; inputs: readonly unknown[] } })._def;
    if (meta?.openapi === undefined) return [];
    if (name.split('.').length !== 2) throw new Error(`the procedure ${name} is none of a resource`);
    const { method, path } = meta.openapi;
    return [{ name, method, path: path.replace(/\{(\w+)\}/g, ':$1'), input: inputs.at(-1) as z.ZodType | undefined }];
  });
}

function inputOf({ method, input }: RestProcedure, request: FastifyRequest): unknown {
  if (input === undefined || input instanceof z.ZodVoid) return undefined;
  const params = request.params as Record<string, string>;
  const inBody = method === 'POST' || method === 'PATCH' || method === 'PUT';
  if (inBody) {
    const { body } = request;
    if (body === undefined || body === null) return { ...params };
    // Anything but an object is for the schema to refuse.
    return typeof body === 'object' && !Array.isArray(body) ? { ...body, ...params } : body;
  }
  return { ...fromTexts(input, request.query as Record<string, unknown>), ...fromTexts(input, params) };
}

/** Texts of a URL as what the schema's members are: numbers and truth values where they are written so. */
function fromTexts(input: z.ZodType, texts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shape: Readonly<Record<string, z.ZodType>> = input instanceof z.ZodObject ? input.shape : {};
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fromText(shape[name], text)]));
}

function fromText(schema: z.ZodType | undefined, text: unknown): unknown {
  if (typeof text !== 'string' || schema === undefined) return text;
  let inner: unknown = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable)
    inner = inner.unwrap();
  if (inner instanceof z.ZodNumber && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (inner instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
