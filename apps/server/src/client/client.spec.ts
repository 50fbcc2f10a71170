import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, type Client } from './client';
import { TombolaError } from './error';
import { LiveServer } from './testing/live-server';

let server: LiveServer;
let client: Client;

beforeAll(async () => {
  server = await LiveServer.open();
  client = createClient({ url: server.url });
});
afterAll(() => server.close());

/** What a call rejects with. */
async function refusal(call: Promise<unknown>): Promise<TombolaError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TombolaError);
  return error as TombolaError;
}

/** A client that notes what it sends. */
function watched(options: { readonly token?: string } = {}) {
  const sent: { method: string; url: URL; headers: Record<string, string> }[] = [];
  const fetcher = (url: string, init: RequestInit = {}) => {
    sent.push({ method: init.method ?? 'GET', url: new URL(url), headers: init.headers as Record<string, string> });
    return fetch(url, init);
  };
  return { sent, client: createClient({ url: server.url, fetch: fetcher, ...options }) };
}

describe('procedures', () => {
  test('are called by resource and name, and answer what the server says', async () => {
    const study = await server.launch(11);
    const found = await client.studies.get.query({ study });
    expect(found).toMatchObject({ id: study, name: 'Tiny', state: 'queued', levels: 5 });
    const renamed = await client.studies.update.mutate({ study, name: 'Renamed' });
    expect(renamed.name).toBe('Renamed');
    const { items } = await client.studies.list.query({ search: 'Renamed' });
    expect(items.map(({ id }) => id)).toEqual([study]);
  });

  test('called at once share requests, ten of them at most', async () => {
    const { sent, client: busy } = watched();
    await Promise.all(Array.from({ length: 25 }, () => busy.system.info.query()));
    expect(sent.map(({ url }) => url.pathname.split(',').length)).toEqual([10, 10, 5]);
    for (const { url } of sent) expect(url.href.length).toBeLessThanOrEqual(4000);
  });

  test('with an input too long for a URL send it as a body', async () => {
    const { sent, client: wordy } = watched();
    const trials = Array.from({ length: 100 }, (_, seed) => `0123456789ab-s${seed}`);
    expect(await refusal(wordy.compare.get.query({ trials }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(sent.map(({ method, url }) => [method, url.search])).toEqual([['POST', '']]);
  });

  test('send the token with every request', async () => {
    const { token } = await client.tokens.create.mutate({ name: 'service', scopes: ['read'], days: 1 });
    const { sent, client: service } = watched({ token });
    expect(await service.me.get.query()).toMatchObject({ kind: 'token', name: 'service', scopes: ['read'] });
    expect(sent[0]!.headers['authorization']).toBe(`Bearer ${token}`);
    expect(await refusal(service.studies.cancel.mutate({ study: 'none' }))).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
    });
  });

  test('a client is no promise, and neither are its resources', async () => {
    await expect(Promise.resolve(client)).resolves.toBe(client);
    const { studies } = client;
    await expect(Promise.resolve(studies)).resolves.toBe(studies);
  });
});

describe('subscriptions', () => {
  test.each(['without', 'with'])('tell what happens, %s a token', async (how) => {
    const { token } = await client.tokens.create.mutate({ name: how, scopes: ['read'], days: 1 });
    const service = how === 'with' ? createClient({ url: server.url, token }) : client;
    const study = await server.launch(how === 'with' ? 12 : 13);
    const { items } = await client.system.events.query({ study });
    const lastEvent = items.at(-1)!.id;
    const told = new Promise<unknown[]>((resolve, reject) => {
      const seen: unknown[] = [];
      const subscription = service.system.follow.subscribe(
        { study, after: lastEvent },
        {
          onData: ({ id, data }) => {
            seen.push([id, data.type, data.data['state']]);
            if (seen.length < 3) return;
            subscription.unsubscribe();
            resolve(seen);
          },
          onError: reject,
        },
      );
    });
    await client.studies.cancel.mutate({ study });
    expect(await told).toEqual([
      [String(lastEvent + 1), 'level.changed', 'cancelled'],
      [String(lastEvent + 2), 'level.changed', 'cancelled'],
      [String(lastEvent + 3), 'level.changed', 'cancelled'],
    ]);
  });

  test('that are refused say why', async () => {
    const wrong = createClient({ url: server.url, token: 'tom_wrong' });
    const error = await new Promise((resolve) =>
      wrong.system.follow.subscribe({}, { onData: () => {}, onError: resolve }),
    );
    expect(error).toBeInstanceOf(TombolaError);
    expect(error).toMatchObject({ status: 401 });
  });
});

describe('what goes wrong', () => {
  test('in the input is told in four parts', async () => {
    const error = await refusal(client.studies.get.query({ study: 'no-such-study' }));
    expect(error).toMatchObject({
      name: 'TombolaError',
      code: 'NOT_FOUND',
      status: 404,
      url: server.url,
      problem: { what: 'there is no such study', value: 'no-such-study', expected: 'the id of one that exists' },
      passes: false,
    });
    expect(error.message).toBe('there is no such study (got "no-such-study"): expected the id of one that exists.');
    const shape = await refusal(client.studies.list.query({ limit: 1000 }));
    expect(shape).toMatchObject({ code: 'BAD_REQUEST', status: 400, problem: { what: 'the input is wrong' } });
    expect(shape.problem.expected).toContain('limit');
  });

  test('with credentials is told before anything else', async () => {
    const wrong = createClient({ url: server.url, token: 'tom_wrong' });
    expect(await refusal(wrong.system.info.query())).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    expect(await refusal(wrong.downloadArtifact('art_0123456789abcdef'))).toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('on the way names the server', async () => {
    const nobody = createClient({ url: 'http://127.0.0.1:1' });
    const error = await refusal(nobody.system.info.query());
    expect(error).toMatchObject({ code: 'NETWORK', status: 0, url: 'http://127.0.0.1:1', passes: true });
    expect(error.message).toContain('http://127.0.0.1:1');
    expect(await refusal(nobody.uploadArtifact(new Uint8Array(1), { name: 'x' }))).toMatchObject({ code: 'NETWORK' });
    await expect(nobody.followStudy('x').next()).rejects.toMatchObject({ code: 'NETWORK' });
  });

  test('because something else answers is told so', async () => {
    const other = createServer((_, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const lost = createClient({ url });
    expect(await refusal(lost.system.info.query())).toMatchObject({ code: 'NO_ANSWER', status: 502, url });
    expect(await refusal(lost.uploadArtifact(new Uint8Array(1), { name: 'x' }))).toMatchObject({ code: 'NO_ANSWER' });
    other.close();
  });

  test('because the caller broke it off is the reason of the signal, at once and only for that call', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const slow = createClient({
      url: server.url,
      fetch: (url, init) => new Promise((resolve) => setTimeout(resolve, 300)).then(() => fetch(url, init)),
    });
    const kept = slow.system.info.query();
    const dropped = slow.system.info.query(undefined, { signal: stop.signal });
    stop.abort(reason);
    await expect(dropped).rejects.toBe(reason);
    await expect(kept).resolves.toMatchObject({ version: '0.0.0-test' });
    await expect(slow.studies.get.query({ study: 'x' }, { signal: stop.signal })).rejects.toBe(reason);
    await expect(slow.waitForStudy('x', { signal: stop.signal })).rejects.toBe(reason);
  });

  test.each(['127.0.0.1:4466', 'ftp://127.0.0.1', 'http://user:secret@127.0.0.1', ''])(
    'with the address %j is said when the client is made, without its password',
    (url) => {
      expect(() => createClient({ url })).toThrow(TypeError);
      expect(() => createClient({ url })).not.toThrow(/secret/);
    },
  );
});

describe('files', () => {
  const content = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 251);

  test('are stored and fetched as they are, whole or in part', async () => {
    const stored = await client.uploadArtifact(content, { name: 'wörds.bin', mediaType: 'application/x-test' });
    expect(stored).toMatchObject({ kind: 'upload', name: 'wörds.bin', mediaType: 'application/x-test', size: 5000 });
    expect(await client.artifacts.get.query({ artifact: stored.id })).toEqual(stored);
    expect(await client.downloadArtifact(stored.id)).toEqual(content);
    const range = (start: number, end?: number) =>
      client.downloadArtifact(stored.id, { range: { start, ...(end === undefined ? {} : { end }) } });
    expect(await range(10, 19)).toEqual(content.slice(10, 20));
    expect(await range(4990)).toEqual(content.slice(4990));
    expect(await range(4990, 9999)).toEqual(content.slice(4990));
    expect(await refusal(range(5000))).toMatchObject({ code: 'RANGE_NOT_SATISFIABLE', status: 416 });
    expect(await refusal(client.downloadArtifact('art_0123456789abcdef'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that change on the way are refused', async () => {
    const { id } = await client.uploadArtifact(content, { name: 'x' });
    const flipped = createClient({
      url: server.url,
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        if (!url.endsWith('/content')) return response;
        const bytes = new Uint8Array(await response.arrayBuffer());
        bytes[2500]! ^= 1;
        return new Response(bytes, response);
      },
    });
    expect(await refusal(flipped.downloadArtifact(id))).toMatchObject({ code: 'DAMAGED' });
    const whole = createClient({
      url: server.url,
      fetch: (url, init) => fetch(url, { ...init, headers: {} }),
    });
    expect(await refusal(whole.downloadArtifact(id, { range: { start: 1, end: 2 } }))).toMatchObject({
      code: 'DAMAGED',
    });
  });
});
