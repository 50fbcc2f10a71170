import { generateOpenApiDocument } from 'trpc-to-openapi';
import { z } from 'zod';
import type { AppRouter } from './router';

/** The shape of every error, whatever the route. */
const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    what: z.string().optional(),
    value: z.unknown().optional(),
    expected: z.string().optional(),
    mend: z.string().optional(),
    requestId: z.string(),
  }),
});

type Json = { [key: string]: Json } & { [key: string]: unknown };

/** The OpenAPI 3.1 document of all REST routes. */
export function openApiDocument(appRouter: AppRouter, version: string, baseUrl: string): unknown {
  const document = generateOpenApiDocument(appRouter, {
    title: 'Tombola',
    description:
      'The compute server of Tombola. The same procedures answer tRPC at /trpc. On loopback no credentials are needed; elsewhere send `Authorization: Bearer TOKEN`.',
    version,
    openApiVersion: '3.1.0',
    baseUrl: `${baseUrl}/api/v1`,
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  }) as unknown as { paths: Record<string, Record<string, { responses: Json }>>; components?: Json };
  // Errors have one shape, which is not the generator's.
  const error = {
    description: 'What is wrong, the value, what was expected, how to mend it.',
    content: { 'application/json': { schema: z.toJSONSchema(errorSchema, { target: 'draft-2020-12' }) } },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      const success = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      operation.responses = { ...Object.fromEntries(success), default: error } as unknown as Json;
    }
  }
  Object.assign(document.paths, rawRoutes(error));
  if (document.components?.['schemas']) delete document.components['schemas']['error'];
  withoutUnicodePatterns(document);
  return document;
}

/** Patterns of Unicode classes are ECMAScript's alone: other languages' tools refuse the whole document for them. */
function withoutUnicodePatterns(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  if (typeof record['pattern'] === 'string' && /\\p\{/i.test(record['pattern'])) delete record['pattern'];
  for (const member of Object.values(record)) withoutUnicodePatterns(member);
}

/** Routes that are no procedures: bytes and streams. */
function rawRoutes(error: unknown): Record<string, unknown> {
  const bytes = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  const artifact = { name: 'artifact', in: 'path', required: true, schema: { type: 'string' } };
  return {
    '/artifacts/{artifact}/content': {
      get: {
        operationId: 'artifacts-content',
        summary: 'The bytes of an artifact; ranges are answered',
        tags: ['artifacts'],
        security: [{ token: [] }],
        parameters: [artifact, { name: 'range', in: 'header', schema: { type: 'string' } }],
        responses: {
          200: { description: 'all of it', ...bytes },
          206: { description: 'a range', ...bytes },
          default: error,
        },
      },
    },
    '/events/stream': {
      get: {
        operationId: 'system-stream',
        summary: 'Live events as server-sent events; Last-Event-ID goes on where a stream broke',
        tags: ['system'],
        security: [{ token: [] }],
        parameters: ['study', 'trial', 'after'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
        responses: {
          200: { description: 'the stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
          default: error,
        },
      },
    },
  };
}
