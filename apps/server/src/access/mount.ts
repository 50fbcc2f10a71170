import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressHeader, type Sessions } from './sessions';

/** Nothing that is sent to log in is longer. */
const bodyLimit = 16 * 1024;

/** Serves /auth/* of `sessions`. Bodies go through as bytes: parsing them is better-auth's. */
export async function mountAuth(app: FastifyInstance, sessions: Sessions): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) => parsed(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/auth/*',
      bodyLimit,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const response = await sessions.handle(toFetch(request));
        reply.status(response.status);
        response.headers.forEach((value, name) => {
          if (name !== 'set-cookie') reply.header(name, value);
        });
        const cookies = response.headers.getSetCookie();
        if (cookies.length > 0) reply.header('set-cookie', cookies);
        reply.header('cache-control', 'no-store');
        return reply.send(Buffer.from(await response.arrayBuffer()));
      },
    });
    done();
  });
}

/** The request as the fetch API has it. Its address is the server's word, whatever the client's headers say. */
function toFetch({ method, protocol, host, url, headers, ip, body }: FastifyRequest): Request {
  const copied = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) copied.append(name, each);
  }
  copied.delete('x-forwarded-for');
  copied.set(addressHeader, ip);
  const content = method === 'POST' && body instanceof Uint8Array ? { body: new Uint8Array(body) } : {};
  return new Request(new URL(url, `${protocol}://${host}`), { method, headers: copied, ...content });
}
