import { InputError } from '@tombola/shared';
import type { FastifyInstance } from 'fastify';
import { AccessError } from '../access/errors';
import { HttpError } from './http-error';
import { ask, caller, serve, stopServers, talk, until, type TestServer } from './testing/server';

afterEach(stopServers);

const routes = (app: FastifyInstance) => {
  app.get('/hello', (request) => ({ hello: request.caller?.name ?? 'nobody' }));
  app.post('/echo', (request) => ({ body: request.body }));
  app.get('/input', () => {
    throw new InputError({ what: 'the seed is wrong', value: -1, expected: 'a seed from 0', mend: 'Count from 0.' });
  });
  app.get('/bug', () => {
    throw new Error('the secret plan');
  });
  app.get('/teapot', () => {
    throw Object.assign(new Error('of somebody else'), { statusCode: 418 });
  });
  app.get('/studies/:study', () => {
    throw new HttpError('NOT_FOUND', { what: 'there is no such study', value: 'x'.repeat(5000) });
  });
  app.get('/trpc/:path', () => ({ result: { data: 1 } }));
};

const json = { 'content-type': 'application/json' };

describe('errors', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await serve(routes);
  });

  test('bad input is 400 with the four parts of its problem', async () => {
    const { status, headers, json } = await ask(server, '/input');
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(json()).toEqual({
      error: {
        code: 'BAD_REQUEST',
        message: 'the seed is wrong (got -1): expected a seed from 0. Count from 0.',
        what: 'the seed is wrong',
        value: -1,
        expected: 'a seed from 0',
        mend: 'Count from 0.',
        requestId: headers['x-request-id'],
      },
    });
  });

  test.each([
    ['an unknown route', 'GET', '/nowhere?token=1', {}, undefined, 404, 'NOT_FOUND'],
    ['a route with another method', 'DELETE', '/hello', {}, undefined, 404, 'NOT_FOUND'],
    ['malformed JSON', 'POST', '/echo', json, '{"a":', 400, 'BAD_REQUEST'],
    ['an empty body of JSON', 'POST', '/echo', json, '', 400, 'BAD_REQUEST'],
    ['a poisoned prototype', 'POST', '/echo', json, '{"__proto__":{"a":1}}', 400, 'BAD_REQUEST'],
    ['a body that is too long', 'POST', '/echo', json, `"${'x'.repeat(1_000_001)}"`, 413, 'PAYLOAD_TOO_LARGE'],
    ['another media type', 'POST', '/echo', { 'content-type': 'text/html' }, '<p>', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text', 'POST', '/echo', { 'content-type': 'text/plain' }, '{}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['no media type at all', 'POST', '/echo', {}, 'a=1', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a path that is no URL', 'GET', '/%zz', {}, undefined, 400, 'BAD_REQUEST'],
    ['a parameter of absurd length', 'GET', `/trpc/${'a,'.repeat(5000)}`, {}, undefined, 400, 'BAD_REQUEST'],
    ['a long value', 'GET', '/studies/1', {}, undefined, 404, 'NOT_FOUND'],
    ['an error of a plugin', 'GET', '/teapot', {}, undefined, 400, 'BAD_REQUEST'],
  ])('%s is refused in the one shape', async (_, method, path, headers, body, status, code) => {
    const answer = await ask(server, path, { method, headers, ...(body === undefined ? {} : { body }) });
    const { error } = answer.json() as { error: Record<string, unknown> };
    expect([answer.status, error['code'] ?? error]).toEqual([status, path.startsWith('/trpc/') ? -32600 : code]);
    expect(error['message']).toEqual(expect.any(String));
    expect(answer.text).not.toMatch(/\.ts:|node_modules|of somebody else|token=1/);
    expect(answer.text.length).toBeLessThan(2000);
  });

  test('an unexpected error is 500 without its reason, which the log has with its stack', async () => {
    const { status, text, headers } = await ask(server, '/bug');
    expect(status).toBe(500);
    expect(text).not.toContain('secret plan');
    const entry = server.log.find(({ msg }) => msg === 'unexpected error');
    expect(entry).toMatchObject({
      level: 'error',
      reqId: headers['x-request-id'],
      err: { message: 'the secret plan' },
    });
    expect((entry!['err'] as { stack: string }).stack).toContain('http.spec');
  });

  test('what is no HTTP is refused in the same shape', async () => {
    const text = await talk(server, 'nonsense\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({ error: { code: 'BAD_REQUEST' } });
    const long = await talk(server, `GET / HTTP/1.1\r\nhost: localhost\r\na: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('refusals of the database and the disk say that they pass', async () => {
    const failing = await serve((app) => {
      app.get('/lost', () => {
        throw new Error('failed query', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) });
      });
      app.get('/full', () => {
        throw Object.assign(new Error('write'), { code: 'ENOSPC' });
      });
    });
    const lost = await ask(failing, '/lost');
    expect([lost.status, lost.headers['retry-after']]).toEqual([503, '5']);
    expect(lost.json()).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
    const full = await ask(failing, '/full');
    expect(full.status).toBe(507);
    expect(full.json()).toMatchObject({ error: { code: 'INSUFFICIENT_STORAGE' } });
  });
});

describe('refusals before tRPC', () => {
  test('have the shape that its clients read', async () => {
    const server = await serve(routes, {
      identify: () => Promise.reject(new AccessError('unauthenticated', { what: 'no token', expected: 'a token' })),
    });
    const { status, json } = await ask(server, '/trpc/studies.list');
    expect(status).toBe(401);
    expect(json()).toMatchObject({
      error: {
        code: -32001,
        message: 'no token: expected a token.',
        data: { code: 'UNAUTHORIZED', httpStatus: 401, problem: { what: 'no token', expected: 'a token' } },
      },
    });
  });
});

describe('request ids', () => {
  test('a short and harmless id is kept, everything else is replaced', async () => {
    const server = await serve(routes);
    const idFor = async (id: string) =>
      (await ask(server, '/hello', { headers: { 'x-request-id': id } })).headers['x-request-id'];
    expect(await idFor('trace-1:a.b')).toBe('trace-1:a.b');
    for (const bad of ['a b', 'x'.repeat(65), 'a"b', '<script>']) expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log', () => {
  test('has one line a request, with what was asked for and who asked, and no query', async () => {
    const server = await serve(routes, { identify: () => Promise.resolve(caller('token', 'tok_1')) });
    const { headers } = await ask(server, '/trpc/studies.list?input=hunter2');
    await until(() => server.log.length > 0);
    expect(server.log.filter(({ msg }) => msg === 'request')).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/Z$/) as string,
        pid: process.pid,
        reqId: headers['x-request-id'],
        method: 'GET',
        route: '/trpc/:path',
        path: '/trpc/studies.list',
        status: 200,
        ms: expect.any(Number) as number,
        caller: 'token',
        userId: 'user of tok_1',
        tokenId: 'tok_1',
        msg: 'request',
      },
    ]);
    expect(server.logText()).not.toContain('hunter2');
  });

  test('a caller that went away has a line too', async () => {
    const server = await serve((app) => {
      app.get('/slow', () => new Promise(() => {}));
    });
    const abort = new AbortController();
    const asked = fetch(`${server.url}/slow`, { signal: abort.signal });
    await until(() => server.app.shutdown.requests === 1);
    abort.abort();
    await expect(asked).rejects.toThrow();
    await until(() => server.log.some(({ msg }) => msg === 'request'));
    expect(server.log.find(({ msg }) => msg === 'request')).toMatchObject({ route: '/slow', aborted: true });
  });
});

describe('headers', () => {
  test('every answer forbids a browser to do anything with it', async () => {
    const server = await serve(routes);
    for (const path of ['/hello', '/bug', '/nowhere']) {
      const { headers } = await ask(server, path);
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  test('https is insisted on where the server is called by it', async () => {
    const server = await serve(routes, { flags: { publicUrl: 'https://tombola.example.org' } });
    const { headers } = await ask(server, '/hello', { headers: { host: 'tombola.example.org' } });
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
  });
});

describe('slow bodies', () => {
  test('a body that does not come is refused and the connection closed', async () => {
    const server = await serve(routes, { bodyMs: 50 });
    const head =
      'POST /echo HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n';
    const text = await talk(server, `${head}{"a`);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('the body did not arrive');
  });

  test('so is one that nobody waits for', async () => {
    const server = await serve(routes, { bodyMs: 50 });
    const text = await talk(server, 'POST /nowhere HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n{"a');
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
  });
});
