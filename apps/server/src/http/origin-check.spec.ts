import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { ask, serve, stopServers, talk, type TestServer } from './testing/server';

afterEach(stopServers);

let changes = 0;
const routes = (app: FastifyInstance) => {
  app.get('/look', () => ({ seen: true }));
  app.post('/change', () => ({ changes: ++changes }));
};

async function statusOf(server: TestServer, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const path = method === 'GET' ? '/look' : '/change';
  return (await ask(server, path, { method, headers })).status;
}

describe('a server on loopback', () => {
  test('answers to names of this machine, whatever the port: a tunnel may have another', async () => {
    const server = await serve(routes);
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:9000', '[::1]:4466', `127.0.0.1:${server.port}`]) {
      expect([host, await statusOf(server, { host })]).toEqual([host, 200]);
    }
  });

  test('refuses names that were pointed at it from outside', async () => {
    const server = await serve(routes);
    for (const host of ['evil.example', 'localhost.evil.example:80', '127.0.0.1.nip.io', '192.168.1.2:4466', 'a b']) {
      expect([host, await statusOf(server, { host })]).toEqual([host, 403]);
    }
    expect(await talk(server, 'GET /look HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /);
    const { json } = await ask(server, '/look', { headers: { host: 'evil.example' } });
    expect(json()).toMatchObject({ error: { code: 'FORBIDDEN', value: 'evil.example' } });
  });

  test('whatever the Host is, a name that is not of this machine changes nothing', async () => {
    const server = await serve(routes);
    const label = fc.stringMatching(/^[a-z0-9.-]{1,20}$/);
    await fc.assert(
      fc.asyncProperty(label, async (name) => {
        fc.pre(!/^(localhost|127(\.\d{1,3}){3})$/.test(name));
        expect(await statusOf(server, { host: name }, 'POST')).toBe(403);
      }),
      { numRuns: 30 },
    );
  });

  test('answers to its public name too, when a proxy before it was told of', async () => {
    const server = await serve(routes, { flags: { publicUrl: 'https://tombola.example.org', trustProxy: 'loopback' } });
    const headers = { host: 'tombola.example.org', 'x-forwarded-for': '10.1.2.3', 'x-forwarded-proto': 'https' };
    expect(await statusOf(server, headers)).toBe(200);
    expect(await statusOf(server, { ...headers, origin: 'https://tombola.example.org' }, 'POST')).toBe(200);
    expect(await statusOf(server, { ...headers, host: 'evil.example' })).toBe(403);
  });

  test('does not take whom a proxy asks for for its owner', async () => {
    const server = await serve(routes);
    for (const [name, value] of [
      ['x-forwarded-for', '127.0.0.1, 10.1.2.3'],
      ['x-forwarded-host', 'tombola.example.org'],
      ['x-real-ip', '10.1.2.3'],
      ['forwarded', 'for=10.1.2.3'],
    ] as const) {
      expect([name, await statusOf(server, { [name]: value })]).toEqual([name, 403]);
    }
    expect(await statusOf(server, { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': 'localhost:3000' })).toBe(200);
  });
});

describe('pages of other origins', () => {
  const portal = 'https://portal.example.org';
  let server: TestServer;
  beforeEach(async () => {
    server = await serve(routes, { flags: { allowedOrigins: portal } });
  });

  test.each([
    'https://evil.example',
    'null',
    'http://localhost:1',
    `${portal}.evil.example`,
    'http://portal.example.org',
  ])('%s may neither change nor read, and nothing happens', async (origin) => {
    const before = changes;
    expect(await statusOf(server, { origin }, 'POST')).toBe(403);
    const { status, headers } = await ask(server, '/look', { headers: { origin } });
    expect(status).toBe(403);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(changes).toBe(before);
  });

  test('the server’s own pages and allowed ones may, and the allowed ones read the answer', async () => {
    for (const origin of [portal, server.url]) {
      const { status, headers } = await ask(server, '/change', { method: 'POST', headers: { origin } });
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      });
    }
  });

  test('an allowed page reads refusals too', async () => {
    const { status, headers } = await ask(server, '/nowhere', { headers: { origin: portal } });
    expect([status, headers['access-control-allow-origin']]).toEqual([404, portal]);
  });

  test('preflights are answered to allowed origins only', async () => {
    const preflight = (origin: string) =>
      ask(server, '/change', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'x-a' },
      });
    const good = await preflight(portal);
    expect(good.status).toBe(204);
    expect(good.headers['access-control-allow-methods']).toContain('DELETE');
    const bad = await preflight('https://evil.example');
    expect(bad.status).toBe(404);
    expect(bad.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('without an Origin, what the browser says of the site counts; a link into the server works', async () => {
    const site = { 'sec-fetch-site': 'cross-site' };
    expect(await statusOf(server, { ...site, 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await statusOf(server, { ...site, 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect(await statusOf(server, { ...site, 'sec-fetch-mode': 'navigate' }, 'POST')).toBe(403);
    expect(await statusOf(server, { 'sec-fetch-site': 'same-origin' }, 'POST')).toBe(200);
  });
});

test('a server for others answers to every name that leads to it', async () => {
  const server = await serve(routes, { flags: { host: '0.0.0.0' } });
  expect(await statusOf(server, { host: '10.1.2.3:4466' })).toBe(200);
  expect(await statusOf(server, { host: '10.1.2.3:4466', origin: 'http://10.1.2.3:4466' }, 'POST')).toBe(200);
  expect(await statusOf(server, { host: '10.1.2.3:4466', origin: 'https://10.1.2.3:4466' }, 'POST')).toBe(403);
  expect(await statusOf(server, { host: '10.1.2.3:4466', origin: 'http://evil.example' }, 'POST')).toBe(403);
});

test('a Host that is none is the caller’s mistake, but who asks for the server’s health need not say one', async () => {
  const open = (app: FastifyInstance) => {
    routes(app);
    app.get('/alive', { config: { open: true } }, () => ({}));
  };
  const server = await serve(open, { flags: { host: '0.0.0.0', trustProxy: 'loopback' } });
  for (const host of ['', 'a b', '/', '@', '[', 'x:99999', 'user@example.org', 'x/y?z#', '%', 'é', '999.1.1.1']) {
    const sent = `GET /look HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`;
    expect([host, (await talk(server, sent)).slice(0, 12)]).toEqual([host, 'HTTP/1.1 400']);
  }
  expect(await statusOf(server, { host: 'a.example', 'x-forwarded-host': 'user@example.org' })).toBe(400);
  for (const version of ['1.0', '1.1']) {
    const get = (path: string) => talk(server, `GET ${path} HTTP/${version}\r\nconnection: close\r\n\r\n`);
    expect(await get('/look')).toMatch(/^HTTP\/1.1 400 [^]*"the Host header names no host"/);
    expect(await get('/alive')).toMatch(/^HTTP\/1.1 200 /);
  }
  for (const host of ['a_b-c.example', '[::1]:4466', '10.1.2.3', 'localhost:1'])
    expect(await statusOf(server, { host })).toBe(200);
});
