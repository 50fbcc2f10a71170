import { getEventListeners, once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { InputError } from '@tombola/shared';
import { AccessError } from '../access/errors';
import { eventStreamRoute, type EventStreamOptions, type ServerSentEvent } from './sse';
import { ask, caller, serve, stopServers, until, type TestServer } from './testing/server';

afterEach(stopServers);

/** A source that a test feeds by hand. */
class Source {
  readonly afters: (number | undefined)[] = [];
  asked = 0;
  open = 0;
  private readonly events: ServerSentEvent[] = [];
  private wake = () => {};

  push(id: number, data: unknown = { id }, event = 'level.changed'): void {
    this.events.push({ id, event, data });
    this.wake();
  }

  readonly follow: EventStreamOptions['follow'] = (_request, options) => this.from(options);

  private async *from({ after, signal }: { readonly after?: number; readonly signal: AbortSignal }) {
    this.afters.push(after);
    this.open += 1;
    signal.addEventListener('abort', () => this.wake());
    try {
      for (let i = 0; !signal.aborted;) {
        this.asked = i + 1;
        const event = this.events[i];
        if (event !== undefined) {
          i += 1;
          if (event.id > (after ?? 0)) yield event;
        } else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      this.open -= 1;
    }
  }
}

interface Following {
  readonly response: IncomingMessage;
  readonly text: () => string;
  readonly ended: () => boolean;
  readonly leave: () => void;
}

async function follow({ port }: TestServer, path = '/api/v1/events/stream', headers = {}): Promise<Following> {
  const outgoing = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  let ended = false;
  response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  response.on('error', () => {});
  response.on('close', () => (ended = true));
  return { response, text: () => text, ended: () => ended, leave: () => outgoing.destroy() };
}

async function open(options: Partial<EventStreamOptions> = {}, source = new Source()) {
  const server = await serve(
    (app) => eventStreamRoute(app, { guard: () => {}, follow: source.follow, openMs: 20, ...options }),
    {
      flags: { streamLimit: 2 },
      identify: ({ headers }) => Promise.resolve(caller('user', headers.authorization ?? 'ann')),
    },
  );
  return { server, source };
}

test('events come as they happen, each with its id, name and JSON', async () => {
  const { server, source } = await open();
  const { response, text } = await follow(server);
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.any(String) as string,
  });
  source.push(1, { text: 'two\nlines', nested: [1] });
  source.push(2, null, 'metrics');
  await until(() => text().includes('id: 2'));
  expect(text()).toBe(
    'retry: 2000\n\n' +
      'id: 1\nevent: level.changed\ndata: {"text":"two\\nlines","nested":[1]}\n\n' +
      'id: 2\nevent: metrics\ndata: null\n\n',
  );
});

test('who comes back goes on after what he has seen; the header counts more than the query', async () => {
  const { server, source } = await open();
  for (const id of [1, 2, 3]) source.push(id);
  const path = '/api/v1/events/stream';
  const header = await follow(server, `${path}?after=1`, { 'last-event-id': '2' });
  await until(() => header.text().includes('id: 3'));
  expect(header.text()).not.toContain('id: 2');
  header.leave();
  const query = await follow(server, `${path}?after=1`);
  await until(() => query.text().includes('id: 3'));
  expect(query.text()).toContain('id: 2');
  expect(source.afters).toEqual([2, 1]);
});

test.each(['-1', '1.5', 'x', '1e3', '9'.repeat(20)])('%s is no id', async (id) => {
  const { server, source } = await open();
  const { status } = await ask(server, '/api/v1/events/stream', { headers: { 'last-event-id': id } });
  expect([status, source.afters]).toEqual([400, []]);
});

test('what the source refuses at once is an answer with its status, and the stream is given back', async () => {
  const { server } = await open({
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await
    follow: async function* () {
      throw new InputError({ what: 'events after this one have been removed', value: 1, expected: 'an id from 7' });
    },
  });
  for (let i = 0; i < 4; i++) {
    const { status, json } = await ask(server, '/api/v1/events/stream?after=1');
    expect([status, json()]).toMatchObject([400, { error: { expected: 'an id from 7' } }]);
  }
});

test('what breaks later is an event without its reason, and the end', async () => {
  const { server } = await open({
    follow: async function* () {
      yield { id: 1, event: 'metrics', data: 1 };
      await Promise.resolve();
      throw new Error('the secret plan');
    },
  });
  const { text, ended } = await follow(server);
  await until(ended);
  expect(text()).toMatch(/id: 1\n.*event: problem\ndata: \{"error":\{"code":"INTERNAL_SERVER_ERROR"/s);
  expect(text()).not.toContain('secret plan');
  expect(server.log.find(({ msg }) => msg === 'a stream broke off')).toMatchObject({
    err: { message: 'the secret plan' },
  });
});

test('a quiet stream shows that it is alive', async () => {
  const { server } = await open({ heartbeatMs: 5 });
  const { text } = await follow(server);
  await until(() => text().includes(':\n\n:\n\n'));
  expect(text().replaceAll(':\n\n', '')).toBe('retry: 2000\n\n');
});

test('a client that goes ends its source', async () => {
  const { server, source } = await open();
  const { leave } = await follow(server);
  await until(() => source.open === 1);
  leave();
  await until(() => source.open === 0);
  await until(() => server.app.streams.size === 0);
});

test('a client that reads nothing makes the source wait, and is cut off', async () => {
  const source = new Source();
  for (let id = 1; id <= 2000; id++) source.push(id, 'x'.repeat(10_000));
  const { server } = await open({ stallMs: 100 }, source);
  const { response } = await follow(server);
  response.pause();
  await until(() => source.open === 0);
  expect(source.asked).toBeLessThan(2000);
});

test('a client is cut off when more waits for it than is allowed', async () => {
  const source = new Source();
  const { server } = await open({ bufferLimit: 1e6 }, source);
  const { response } = await follow(server);
  response.pause();
  source.push(1, 'x'.repeat(20_000_000));
  await until(() => source.open === 0);
});

test('a stream that has sent much keeps nothing of it, and listens to nothing more', async () => {
  const sent: WeakRef<object>[] = [];
  let signal: AbortSignal | undefined;
  const { server } = await open({
    follow: async function* (_request, options) {
      signal = options.signal;
      for (let id = 1; id <= 300; id++) {
        const data = { text: 'x'.repeat(1000) };
        sent.push(new WeakRef(data));
        // Now and then a source waits for something to happen.
        if (id % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
        yield { id, event: 'metrics', data };
      }
      await new Promise((resolve) => signal!.addEventListener('abort', resolve, { once: true }));
    },
  });
  const { text, leave } = await follow(server);
  await until(() => text().includes('id: 300'));
  const listeners = getEventListeners(signal!, 'abort').length;
  setFlagsFromString('--expose-gc');
  await new Promise((resolve) => setTimeout(resolve, 10));
  (runInNewContext('gc') as () => void)();
  // The frames of the generator and of the stream may hold the last ones.
  expect(sent.filter((event) => event.deref() !== undefined).length).toBeLessThan(10);
  expect(listeners).toBe(2);
  leave();
  await until(() => server.app.streams.size === 0);
});

test('a stream ends after its longest time, so that credentials are looked at again', async () => {
  const { server, source } = await open({ longestMs: 30 });
  const { text, ended } = await follow(server);
  await until(ended);
  expect(text()).toMatch(/retry: \d+\n\n$/);
  await until(() => source.open === 0);
});

test('a caller has only so many streams at a time, each caller his own', async () => {
  const { server } = await open();
  const first = await follow(server);
  await follow(server);
  const refused = await ask(server, '/api/v1/events/stream');
  expect(refused.status).toBe(429);
  expect(refused.json()).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS', expected: 'at most 2' } });
  expect((await follow(server, undefined, { authorization: 'bob' })).response.statusCode).toBe(200);
  first.leave();
  await until(() => server.app.streams.size === 2);
  expect((await follow(server)).response.statusCode).toBe(200);
});

test('when the server stops, streams end in order and say when to come back', async () => {
  const { server, source } = await open();
  const { text, ended } = await follow(server);
  source.push(1);
  await until(() => text().includes('id: 1'));
  await server.app.shutdown.stop();
  await until(ended);
  expect(text()).toMatch(/data: \{"id":1\}\n\nretry: \d+\n\n$/);
  expect(source.open).toBe(0);
});

test('who may not follow gets no stream', async () => {
  const { server, source } = await open({
    guard: () => {
      throw new AccessError('unauthenticated', { what: 'nobody', expected: 'somebody' });
    },
  });
  expect((await ask(server, '/api/v1/events/stream')).status).toBe(401);
  expect(source.afters).toEqual([]);
});
