import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isNamed } from '../http/etag';
import { HttpError } from '../http/http-error';
import type { OpenPortal } from './open-portal';
import { acceptedPacking } from './packed';
import { readPath } from './path';
import type { Portal, PortalFile } from './portal';

/** Below these there are no pages: what is not there is answered to programs. */
const api = ['api', 'trpc', 'auth'];
const methods = ['GET', 'HEAD'];

/**
 * Serves the portal at every path that nothing else has: to be registered last. It holds no data, so whoever reaches the
 * server may load it, credentials or none; the page that asks for them is part of it.
 */
export function portalRoutes(app: FastifyInstance, portal: OpenPortal): void {
  const config = { open: true, quiet: true };
  if (typeof portal === 'string') {
    app.route({ method: methods, url: '/', config, handler: () => Promise.reject(noPortal(portal)) });
    return;
  }
  for (const url of api.flatMap((name) => [`/${name}`, `/${name}/*`])) {
    const free = methods.filter((method) => !app.hasRoute({ method, url }));
    if (free.length > 0) app.route({ method: free, url, handler: (_request, reply) => reply.callNotFound() });
  }
  app.route({ method: methods, url: '/*', config, handler: (request, reply) => answer(portal, request, reply) });
}

async function answer(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { segments, withoutSlash } = readPath(request.url);
  const file = portal.find(segments);
  if (file === undefined) {
    const { missing } = portal;
    addVary(reply, 'accept');
    if (missing === undefined || !readsHtml(request)) {
      reply.callNotFound();
      return reply;
    }
    return send(missing, request, reply.code(404));
  }
  // Its links are relative to the path without the slash.
  if (withoutSlash !== undefined) return reply.redirect(withoutSlash, 308);
  return send(file, request, reply);
}

/** Sends a file as the caller can read it, or that the caller has it. */
async function send(file: PortalFile, { method, headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { type, content, digest, immutable, policy } = file;
  const packing = content.packable ? acceptedPacking(headers['accept-encoding']) : undefined;
  const etag = `"${digest}${packing === undefined ? '' : `-${packing}`}"`;
  const found = reply.statusCode === 200;
  // A browser keeps what a 304 says, too.
  void reply.headers({
    'cache-control': found && immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(found ? { etag } : {}),
    ...(policy === undefined ? {} : { 'content-security-policy': policy }),
  });
  if (content.packable) addVary(reply, 'accept-encoding');
  if (found && isNamed(headers['if-none-match'], etag)) return reply.code(304).send();
  const bytes = packing === undefined ? content.content : await content.as(packing);
  if (packing !== undefined) void reply.header('content-encoding', packing);
  void reply.header('content-length', bytes.length).type(type);
  return method === 'HEAD' ? reply.send() : reply.send(bytes);
}

/** Whether a person looks at the answer. A program takes anything, and reads JSON. */
function readsHtml({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? '');
}

function addVary(reply: FastifyReply, name: string): void {
  const given = reply.getHeader('vary');
  void reply.header('vary', given === undefined ? name : `${String(given)}, ${name}`);
}

function noPortal(reason: 'off' | 'unbuilt'): HttpError {
  const expected = 'GET /api/v1/openapi.json, which lists what there is';
  if (reason === 'off') return new HttpError('NOT_FOUND', { what: 'this server has no portal', expected });
  return new HttpError('NOT_FOUND', {
    what: 'the portal of this server has not been built',
    expected,
    mend: 'Build it with `npm run build` and start the server again.',
  });
}
