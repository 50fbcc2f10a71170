import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { initTRPC, tracked } from '@trpc/server';
import { caller, serve, stopServers, until, type TestServer } from './testing/server';

afterEach(stopServers);

const t = initTRPC.create();
let open = 0;
const router = t.router({
  follow: t.procedure.subscription(async function* ({ signal }) {
    open += 1;
    try {
      yield tracked('1', { hello: true });
      await new Promise((resolve) => signal!.addEventListener('abort', resolve));
    } finally {
      open -= 1;
    }
  }),
});

const serveTrpc = () =>
  serve(
    async (app) => {
      const options: FastifyTRPCPluginOptions<typeof router> = { prefix: '/trpc', trpcOptions: { router } };
      await app.register(fastifyTRPCPlugin, options);
    },
    { flags: { streamLimit: 2 }, identify: () => Promise.resolve(caller('user', 'ann')) },
  );

const subscribe = ({ url }: TestServer, signal?: AbortSignal) =>
  fetch(`${url}/trpc/follow`, signal === undefined ? {} : { signal });

test('subscriptions of tRPC count as streams and are given back', async () => {
  const server = await serveTrpc();
  const abort = new AbortController();
  const first = await subscribe(server, abort.signal);
  expect(first.headers.get('content-type')).toMatch(/^text\/event-stream/);
  await subscribe(server);
  await until(() => open === 2);
  expect(server.app.streams.size).toBe(2);
  const third = await subscribe(server);
  expect(third.status).toBe(429);
  expect(await third.json()).toMatchObject({ error: { data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429 } } });
  abort.abort();
  await until(() => server.app.streams.size === 1);
  expect((await subscribe(server)).status).toBe(200);
});

test('they are cut off when the server stops, and the procedures end', async () => {
  const server = await serveTrpc();
  const response = await subscribe(server);
  await until(() => open > 0);
  const text = response.text();
  await server.app.shutdown.stop();
  await expect(text).rejects.toThrow();
  await until(() => open === 0);
});
