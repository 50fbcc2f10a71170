import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { stopOnSignals } from './shutdown';
import { ask, serve, stopServers, until } from './testing/server';

afterEach(stopServers);

/** Requests that end when the test says so. */
class Gate {
  waiting = 0;
  open: () => void = () => {};
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  readonly routes = (app: FastifyInstance) => {
    app.get('/slow', async () => {
      this.waiting += 1;
      await this.opened;
      return { done: true };
    });
    app.get('/fast', () => ({ done: true }));
    app.get('/endless', (_request, reply) => reply.send(Readable.from(endless())));
  };
}

async function* endless() {
  for (;;) {
    yield 'x'.repeat(1000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('requests under way are answered before the server is closed', async () => {
  const gate = new Gate();
  const server = await serve(gate.routes);
  const slow = ask(server, '/slow');
  await until(() => gate.waiting === 1);
  let stopped = false;
  const stop = server.app.shutdown.stop().then(() => (stopped = true));
  await until(() => !server.app.server.listening);
  await expect(ask(server, '/fast')).rejects.toThrow(/ECONNREFUSED/);
  expect(stopped).toBe(false);
  gate.open();
  const { status, headers, json } = await slow;
  expect([status, json(), headers['connection']]).toEqual([200, { done: true }, 'close']);
  await stop;
});

test('idle connections do not hold the server up', async () => {
  const server = await serve(new Gate().routes);
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET /fast HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket, 'close');
  await server.app.shutdown.stop();
  await closed;
});

test('a connection on which nothing was ever asked does not hold the server up', async () => {
  const server = await serve(new Gate().routes);
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(silent, 'connect');
  silent.on('error', () => {});
  await server.app.shutdown.stop();
  await once(silent, 'close');
  expect(silent.destroyed).toBe(true);
});

test('a request that was still on its way is told to come again', async () => {
  const gate = new Gate();
  const server = await serve(gate.routes);
  const slow = ask(server, '/slow');
  const half = connect(server.port, '127.0.0.1');
  half.write('GET /fast HTTP/1.1\r\nhost: local');
  await until(() => gate.waiting === 1);
  // What was sent before on another connection has arrived when this is answered.
  for (let i = 0; i < 3; i++) await ask(server, '/fast');
  const stop = server.app.shutdown.stop();
  half.write('host\r\n\r\n');
  const [answer] = (await once(half, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 503 .*retry-after: 5/s);
  gate.open();
  expect((await slow).status).toBe(200);
  await stop;
});

test('what is not done after the limit is cut off', async () => {
  const gate = new Gate();
  const server = await serve(gate.routes, { flags: { stopSeconds: 0 } });
  const slow = ask(server, '/slow');
  const refused = expect(slow).rejects.toThrow();
  await until(() => gate.waiting === 1);
  await server.app.shutdown.stop();
  await refused;
});

test('an answer that never ends is cut off by force', async () => {
  const server = await serve(new Gate().routes);
  const response = await fetch(`${server.url}/endless`);
  const text = expect(response.text()).rejects.toThrow();
  const stop = server.app.shutdown.stop();
  server.app.shutdown.force();
  await stop;
  await text;
});

test('stopping twice is stopping once', async () => {
  const server = await serve(new Gate().routes);
  const { shutdown } = server.app;
  expect(shutdown.stop()).toBe(shutdown.stop());
  await shutdown.stop();
  expect(shutdown.stopping.aborted).toBe(true);
});

test('the first signal stops in order, the second at once', async () => {
  const gate = new Gate();
  const server = await serve(gate.routes);
  const signals = new EventEmitter();
  const undo = stopOnSignals(server.app.shutdown, signals);
  const refused = expect(ask(server, '/slow')).rejects.toThrow();
  await until(() => gate.waiting === 1);
  signals.emit('SIGTERM');
  expect(server.app.shutdown.stopping.aborted).toBe(true);
  expect(server.app.shutdown.requests).toBe(1);
  signals.emit('SIGINT');
  await refused;
  await server.app.shutdown.stop();
  undo();
  expect(signals.eventNames()).toEqual([]);
});
