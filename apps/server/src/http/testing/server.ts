import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../access/roles';
import { localCaller } from '../../access/roles';
import { readConfig, type Flags } from '../../config/config';
import { createHttp, type HttpOptions } from '../http';
import { createLogger } from '../logger';

/** A line of the log. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly port: number;
  readonly url: string;
  readonly log: LogLine[];
  /** What the log held, as it was written. */
  readonly logText: () => string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  readonly json: () => unknown;
}

const servers: FastifyInstance[] = [];

/** Stops what {@link serve} started. */
export async function stopServers(): Promise<void> {
  await Promise.all(
    servers.splice(0).map((app) => {
      const stopped = app.shutdown.stop();
      app.shutdown.force();
      return stopped;
    }),
  );
}

/** A server on a free port of loopback, with a route or two and whoever the test says as its caller. */
export async function serve(
  routes: HttpOptions['routes'],
  { flags = {}, ...options }: Partial<HttpOptions> & { flags?: Flags } = {},
): Promise<TestServer> {
  const lines: string[] = [];
  const app = await createHttp({
    config: readConfig({}, { port: 0, ...flags }),
    logger: createLogger({ level: 'debug', destination: { write: (text) => void lines.push(text) } }),
    identify: () => Promise.resolve(localCaller),
    routes,
    ...options,
  });
  servers.push(app);
  // Always loopback, whatever address the configuration is for.
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    app,
    port,
    url: `http://127.0.0.1:${port}`,
    get log() {
      return lines.flatMap((text) => text.trim().split('\n')).map((text) => JSON.parse(text) as LogLine);
    },
    logText: () => lines.join(''),
  };
}

/** A request with headers that `fetch` would not send, such as Host and Origin. */
export async function ask(
  { port }: TestServer,
  path: string,
  { body, ...options }: RequestOptions & { body?: string | Uint8Array } = {},
): Promise<Answer> {
  const outgoing = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return { status: incoming.statusCode!, headers: incoming.headers, text, json: () => JSON.parse(text) as unknown };
}

/** Sends bytes as they are and reads until the server hangs up. */
export async function talk({ port }: TestServer, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A person or a token with all scopes. */
export function caller(kind: 'user' | 'token', id: string): Caller {
  return { kind, id, name: id, role: 'admin', scopes: ['read', 'write', 'admin', 'metrics'], userId: `user of ${id}` };
}

/** Waits until something holds that the server does on its own time; the test's limit is the only clock. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
