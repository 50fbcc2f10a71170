import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { AccessError } from '../access/errors';
import { ask, serve, stopServers, talk, type TestServer } from '../http/testing/server';
import { openPortal, type OpenPortal } from './open-portal';
import { portalRoutes } from './routes';
import { removeSamples, sample, writeSample } from './testing/sample';

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let portal: OpenPortal;
beforeAll(async () => (portal = await openPortal(writeSample(), undefined)));
afterAll(removeSamples);

const serveIt = (options: Parameters<typeof serve>[1] = {}) =>
  serve((app) => {
    app.get('/api/v1/studies', () => ({ items: [] }));
    app.get('/trpc/:path', () => ({ result: {} }));
    app.route({ method: ['GET', 'POST'], url: '/auth/*', exposeHeadRoute: false, handler: () => ({ auth: true }) });
    app.get('/healthz', { config: { open: true, quiet: true } }, () => ({ status: 'ok' }));
    portalRoutes(app, portal);
  }, options);

let server: TestServer;
beforeAll(async () => (server = await serveIt()));
afterAll(stopServers);

describe('pages', () => {
  test.each([
    ['/', 'index.html'],
    ['/?density=0.2', 'index.html'],
    ['/studies', 'studies.html'],
    ['/studies/lth-quick-1', 'studies/_.html'],
    ['/studies/latest', 'studies/_.html'],
    ['/studies/a%20b%C3%A9', 'studies/_.html'],
    ['/studies/new', 'studies/new.html'],
    ['/studies/abc/trials/d0c-s0?level=3', 'studies/_/trials/_.html'],
    ['/sign-in', 'sign-in.html'],
  ])('%s is %s', async (path, file) => {
    const { status, headers, text } = await ask(server, path, { headers: html });
    expect([status, text]).toEqual([200, sample[file]]);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(text.length),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('each has a policy that lets its own inline script run, and no other page’s', async () => {
    const policyOf = async (path: string) => String((await ask(server, path)).headers['content-security-policy']);
    const hash = (name: string) => createHash('sha256').update(`self.page="${name}"`).digest('base64');
    expect(await policyOf('/studies/abc')).toBe(
      `default-src 'none';script-src 'self' 'sha256-${hash('one study')}';style-src 'self';img-src 'self' data: blob:;` +
        `font-src 'self';connect-src 'self';manifest-src 'self';base-uri 'none';form-action 'self';` +
        `frame-ancestors 'none';object-src 'none'`,
    );
    expect(await policyOf('/')).toContain(hash('home'));
    expect(await policyOf('/')).not.toContain(hash('one study'));
    expect(await policyOf('/icon.svg')).toMatch(/^default-src 'none';base-uri 'none'/);
    // A worker has the policy of its script.
    expect(await policyOf('/_next/static/chunks/a.js')).toMatch(
      /^default-src 'none';script-src 'self';base-uri 'none'/,
    );
  });

  test('a slash at the end leads to the page without it, and nowhere else', async () => {
    const { status, headers } = await ask(server, '/studies/abc/?x=1', { headers: html });
    expect([status, headers['location']]).toEqual([308, '/studies/abc?x=1']);
    for (const path of ['//evil.example/', '/\\evil.example/', '/%2fevil.example/', '/nowhere/']) {
      const answer = await ask(server, path, { headers: html });
      expect([path, answer.status >= 400, answer.headers['location']]).toEqual([path, true, undefined]);
    }
  });
});

describe('files', () => {
  test.each([
    ['/index.txt', 'index.txt', 'text/x-component; charset=utf-8'],
    ['/__next._tree.txt', '__next._tree.txt', 'text/x-component; charset=utf-8'],
    ['/studies/abc.txt?_rsc=1x', 'studies/_.txt', 'text/x-component; charset=utf-8'],
    ['/studies/abc/__next._tree.txt', 'studies/_/__next._tree.txt', 'text/x-component; charset=utf-8'],
    [
      '/studies/abc/__next.studies.$d$study.__PAGE__.txt',
      'studies/_/__next.studies.$d$study.__PAGE__.txt',
      'text/x-component; charset=utf-8',
    ],
    [
      '/studies/abc/__next.studies.%24d%24study.__PAGE__.txt',
      'studies/_/__next.studies.$d$study.__PAGE__.txt',
      'text/x-component; charset=utf-8',
    ],
    ['/studies/a/trials/b/__next._tree.txt', 'studies/_/trials/_/__next._tree.txt', 'text/x-component; charset=utf-8'],
    ['/robots.txt', 'robots.txt', 'text/plain; charset=utf-8'],
    ['/icon.svg', 'icon.svg', 'image/svg+xml; charset=utf-8'],
    ['/_next/static/chunks/a.js', '_next/static/chunks/a.js', 'text/javascript; charset=utf-8'],
    ['/_next/static/chunks/a.css', '_next/static/chunks/a.css', 'text/css; charset=utf-8'],
    ['/_next/static/media/font.woff2', '_next/static/media/font.woff2', 'font/woff2'],
  ])('%s is %s', async (path, file, type) => {
    const { status, headers, text } = await ask(server, path);
    expect([status, text, headers['content-type']]).toEqual([200, sample[file], type]);
    const immutable = path.startsWith('/_next/static/');
    expect(headers['cache-control']).toBe(immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  });

  test('who has a file is told so, with the headers of the page', async () => {
    const first = await ask(server, '/studies', { headers: html });
    const { etag, 'content-security-policy': policy } = first.headers;
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const tag of [etag!, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask(server, '/studies', { headers: { ...html, 'if-none-match': tag } });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers).toMatchObject({ etag, 'content-security-policy': policy, 'cache-control': 'no-cache' });
    }
    expect((await ask(server, '/studies', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('long text is packed for who unpacks it, under an etag of its own', async () => {
    const path = '/_next/static/chunks/a.js';
    const plain = await ask(server, path);
    const { headers, bytes } = await askBytes(server, path, { 'accept-encoding': 'gzip' });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(bytes.length) });
    expect(gunzipSync(bytes).toString()).toBe(sample['_next/static/chunks/a.js']);
    expect(bytes.length).toBeLessThan(200);
    for (const { vary } of [plain.headers, headers]) expect(vary).toMatch(/\baccept-encoding\b/);
    expect(headers['etag']).not.toBe(plain.headers['etag']);
    const again = await ask(server, path, {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': String(headers['etag']) },
    });
    expect(again.status).toBe(304);
    const font = await ask(server, '/_next/static/media/font.woff2', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(font.headers).not.toHaveProperty('content-encoding');
  });

  test('HEAD is GET without the bytes', async () => {
    for (const path of ['/', '/studies/abc', '/_next/static/chunks/a.js', '/nowhere']) {
      const [get, head] = [
        await ask(server, path, { headers: html }),
        await ask(server, path, { method: 'HEAD', headers: html }),
      ];
      expect([head.status, head.text]).toEqual([get.status, '']);
      for (const name of ['content-length', 'content-type', 'etag', 'content-security-policy', 'cache-control'])
        expect([path, name, head.headers[name]]).toEqual([path, name, get.headers[name]]);
    }
  });
});

describe('what is not there', () => {
  test('is a page for people, with the styles that it has, and JSON for programs', async () => {
    const page = await ask(server, '/nowhere', { headers: html });
    expect([page.status, page.text]).toEqual([404, sample['404.html']]);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers).not.toHaveProperty('etag');
    expect(page.headers['content-security-policy']).toMatch(
      /;style-src 'self' 'unsafe-hashes' 'sha256-.*' 'sha256-.*';/,
    );
    for (const path of ['/nowhere', '/_next/static/chunks/b.js', '/studies/a/b', '/404', '/_not-found', '/index.html'])
      expect((await ask(server, path)).json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  test('a portal without such a page answers JSON to people, too', async () => {
    const bare = await openPortal(writeSample({ 'index.html': 'x' }), undefined);
    const other = await serve((app) => portalRoutes(app, bare));
    const { status, json } = await ask(other, '/nowhere', { headers: html });
    expect([status, json()]).toEqual([
      404,
      expect.objectContaining({ error: expect.objectContaining({ what: 'there is nothing here' }) as unknown }),
    ]);
  });

  test.each(['/api', '/api/', '/api/v1/nothing', '/api/v2', '/trpc', '/trpc/a/b'])(
    'below the API, %s is JSON for everybody',
    async (path) => {
      const { status, headers, json } = await ask(server, path, { headers: html });
      expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
      expect(json()).toMatchObject({ error: {} });
    },
  );

  test('routes stay what they were', async () => {
    for (const path of ['/api/v1/studies', '/trpc/studies.list', '/auth/get-session', '/healthz'])
      expect((await ask(server, path, { headers: html })).headers['content-type']).toMatch(/^application\/json/);
  });

  test('other methods are refused as everywhere', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await ask(server, '/studies', { method, headers: html })).json()).toMatchObject({
        error: { code: 'NOT_FOUND' },
      });
  });
});

describe('paths that mean something else', () => {
  test.each([
    '/../etc/passwd',
    '/studies/../../etc/passwd',
    '/studies/%2e%2e/%2e%2e/etc/passwd',
    '/studies/..%2f..%2fetc%2fpasswd',
    '/studies/a%2fb',
    '/studies/a%5cb',
    '/studies/a\\b',
    '/%00',
    '/studies/a%00.html',
    '/studies/%0d%0aset-cookie:a=b',
    '/.build',
    '/%2ebuild',
    '/_next/.hidden/file.txt',
    '/studies//abc',
    '/%zz',
    '/%c0%af',
    '/%ED%A0%80',
    `/studies/${'a'.repeat(9000)}`,
    `/${'a/'.repeat(1000)}`,
  ])('%s is a bad request, in JSON', async (path) => {
    const { status, headers, text, json } = await ask(server, path, { headers: html });
    expect([path, status, headers['content-type']]).toEqual([path, 400, 'application/json; charset=utf-8']);
    expect(json()).toMatchObject({ error: { code: 'BAD_REQUEST', requestId: headers['x-request-id'] } });
    expect(text).not.toMatch(/root:|secret/);
  });

  test('a link out of the folder is not followed', async () => {
    expect((await ask(server, '/passwd.txt')).status).toBe(404);
  });

  test('whatever is asked for, it is a file of the portal or a typed refusal', async () => {
    const pieces = ['/', '//', '.', '..', '%2e', '%2f', '%5c', '\\', '%00', '%', '_', 'studies', 'api', 'a', '.txt'];
    const more = ['?', '#', ';', '@', ':', 'index', '.html', '__proto__', 'trials', '_next/static', '%E2%82%AC', '*'];
    const files = new Set(Object.values(sample));
    const path = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(path, fc.boolean(), async (parts, person) => {
        const { status, text, json } = await ask(server, `/${parts.join('')}`, person ? { headers: html } : {});
        expect(text).not.toMatch(/root:|secret/);
        if (status === 200 && files.has(text)) return;
        if (status === 404 && text === sample['404.html']) return;
        if (status === 308) return expect(text).toBe('');
        if (status === 200) return expect(json()).toEqual(expect.any(Object));
        expect([400, 404]).toContain(status);
        expect(json()).toMatchObject({ error: { message: expect.any(String) as string } });
      }),
      { numRuns: 300 },
    );
  });

  test('a target that is no path leads nowhere', async () => {
    const text = await talk(server, 'GET * HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    const whole = await talk(
      server,
      'GET http://localhost/studies HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
    );
    expect(whole).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('who may load it', () => {
  const refusing = () => Promise.reject(new AccessError('unauthenticated', { what: 'expired', expected: 'a token' }));

  test('everybody, with credentials that are good, bad or none, and as often as a page needs', async () => {
    const open = await serveIt({
      flags: { host: '0.0.0.0', anonymousRate: 5 },
      identify: refusing,
    });
    for (let i = 0; i < 20; i++) {
      const { status, headers } = await ask(open, '/sign-in', { headers: { ...html, authorization: 'Bearer wrong' } });
      expect([status, headers['ratelimit-limit']]).toEqual([200, undefined]);
    }
    expect((await ask(open, '/api/v1/studies', { headers: html })).status).toBe(401);
    expect((await ask(open, '/api/v1/nothing', { headers: html })).status).toBe(401);
  });

  test('what is not below the API is still limited', async () => {
    const open = await serveIt({
      flags: { host: '0.0.0.0', anonymousRate: 3 },
      identify: () => Promise.resolve(undefined),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask(open, '/api/v1/nothing')).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
  });

  test('nobody by another name of this machine, and no page elsewhere', async () => {
    expect((await ask(server, '/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask(server, '/', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    const link = { ...html, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask(server, '/studies/abc', { headers: link })).status).toBe(200);
  });

  test('its requests are logged quietly', () => {
    const lines = server.log.filter(({ msg, path }) => msg === 'request' && path === '/studies/abc');
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ level }) => level))).toEqual(new Set(['debug']));
  });
});

describe('a server without a portal', () => {
  test.each([
    ['off', 'this server has no portal', undefined],
    ['unbuilt', 'the portal of this server has not been built', /npm run build/],
  ] as const)('%s: says so at its root', async (reason, what, mend) => {
    const bare = await serve((app) => portalRoutes(app, reason));
    const { status, json } = await ask(bare, '/', { headers: html });
    expect(status).toBe(404);
    expect(json()).toMatchObject({ error: { code: 'NOT_FOUND', what } });
    if (mend !== undefined) expect((json() as { error: { mend: string } }).error.mend).toMatch(mend);
    expect((await ask(bare, '/studies', { headers: html })).json()).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });
});

function askBytes({ port }: TestServer, path: string, headers: Record<string, string>) {
  return new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ headers: incoming.headers, bytes: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}
