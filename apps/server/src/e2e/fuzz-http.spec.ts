import fc from 'fast-check';
import { openFuzzed, RUNS, tryAll, type Fuzzed } from './testing/fuzzed';
import { hostileTexts, toJson } from './testing/hostile';
import { BODY_LIMIT } from './testing/house';
import { discreet, refusal } from './testing/judge';
import { allProcedures } from './testing/procedures';
import { requestOf, waysOf } from './testing/requests';
import { almostWellFormed, wellFormed } from './testing/well-formed';
import type { Message } from './testing/wire';

const json = { 'content-type': 'application/json' };
const procedures = allProcedures();

let fuzzed: Fuzzed;
beforeAll(async () => (fuzzed = await openFuzzed()));
afterAll(() => fuzzed?.close());
afterEach(async () => {
  await fuzzed.ledger.checkAll();
  expect(fuzzed.house.complaints).toEqual([]);
});

/** The requests with bodies that there are, each procedure's. */
const posts: Message[] = procedures.flatMap((procedure) => {
  if (procedure.type === 'subscription') return [];
  const { method = 'GET', path = '' } = procedure.rest ?? {};
  const trpc = { method: 'POST', path: `/trpc/${procedure.name}`, headers: json };
  const rest = { method, path: `/api/v1${path.replace(/:\w+/g, 'x')}`, headers: json };
  return method === 'GET' || method === 'DELETE' ? [trpc] : [trpc, rest];
});
const anyPost = fc.constantFrom(...posts);

test('what is no JSON is refused by every procedure', async () => {
  const spoil = fc.constantFrom<(text: string) => string | Uint8Array>(
    (text) => text.slice(0, -1),
    (text) => `${text}}`,
    (text) => `${text}\0`,
    (text) => text.replaceAll('"', `'`),
    (text) => `${text},{}`,
    () => Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x22]),
    () => Buffer.from('{"a":"\\ud800\n"}', 'utf16le'),
    () => '{"a":01}',
    () => 'NaN',
    () => '['.repeat(100_000),
    () => '{"a":'.repeat(100_000),
    () => `"${'a'.repeat(900_000)}`,
  );
  const text = fc.jsonValue({ maxDepth: 2 }).map((value) => `{"value":${toJson(value)}}`);
  await tryAll(RUNS * 60, [anyPost, text, spoil], async (message, body, spoiled) => {
    await fuzzed.refused({ ...message, body: spoiled(body) }, 'BAD_REQUEST');
  });
});

test('what is not called JSON is refused', async () => {
  const types = [
    'text/plain',
    'text/plain; a=application/json',
    'application/xml',
    'application/x-www-form-urlencoded',
  ];
  const others = [
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'x',
    'a/b é',
    ',',
  ];
  await tryAll(RUNS * 60, [anyPost, fc.constantFrom(...types, ...others)], async (message, type) => {
    const sent = { ...message, headers: { 'content-type': type }, body: '{"no such":"member"}' };
    // Forms are tRPC's to refuse, as what they hold.
    await fuzzed.refused(sent, 'UNSUPPORTED_MEDIA_TYPE', ...(type.startsWith('multipart') ? ['BAD_REQUEST'] : []));
  });
});

test('what is too long is refused by every procedure before it is read', async () => {
  for (const message of posts) {
    const answer = await fuzzed.house.wire.send({ ...message, body: `"${'a'.repeat(BODY_LIMIT)}"` });
    // Who still sends when the server hangs up may not see its answer.
    if (answer.status === 0) expect(answer.text).toMatch(/^(EPIPE|ECONNRESET)$/);
    else expect(refusal(answer, message.path.startsWith('/trpc/') ? 'trpc' : 'rest')).toBe('PAYLOAD_TOO_LARGE');
  }
});

test('a procedure has one method', async () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK', 'M-SEARCH'];
  const taken = new Set(procedures.flatMap(({ rest }) => (rest === undefined ? [] : [`${rest.method} ${rest.path}`])));
  // Uploads have a route of their own.
  for (const method of ['POST', 'PUT']) taken.add(`${method} /artifacts`);
  for (const { name, type, rest } of procedures) {
    if (type === 'mutation') await fuzzed.refused({ method: 'GET', path: `/trpc/${name}` }, 'METHOD_NOT_SUPPORTED');
    for (const method of methods) {
      const others = [...taken].some(
        (route) => route.startsWith(`${method} `) && sameRoute(route, `${method} ${rest?.path}`),
      );
      if (rest !== undefined && !others) await fuzzed.refused({ method, path: `/api/v1${rest.path}` }, 'NOT_FOUND');
      if (method === 'GET' || method === 'POST') continue;
      await fuzzed.refused({ method, path: `/trpc/${name}` }, 'METHOD_NOT_SUPPORTED', 'NOT_FOUND');
    }
  }
});

/** Whether a path with its names as they stand is one of a route. */
function sameRoute(route: string, path: string): boolean {
  return new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path);
}

test('a batch is as good as its calls, and no longer than it may be', async () => {
  const { known, house, ledger } = fuzzed;
  const calls = procedures
    .filter(({ type }) => type === 'query')
    .map((procedure) => {
      const input = procedure.input!;
      return fc
        .oneof(wellFormed(input, known), almostWellFormed(input, known))
        .map((value) => [procedure.name, value] as const);
    });
  await tryAll(RUNS * 20, [fc.array(fc.oneof(...calls), { minLength: 1, maxLength: 25 })], async (batch) => {
    const names = batch.map(([name]) => name).join(',');
    const inputs = batch.flatMap(([, input], i) => (input === undefined ? [] : [`"${i}":${toJson(input)}`]));
    const message = { method: 'POST', path: `/trpc/${names}?batch=1`, headers: json, body: `{${inputs.join(',')}}` };
    if (batch.length > 20) return void (await fuzzed.refused(message, 'BAD_REQUEST', 'PAYLOAD_TOO_LARGE'));
    const { status, text } = await house.wire.send(message);
    expect([0, 200, 207, 400, 404, 409, 413]).toContain(status);
    const answers: unknown = status === 0 ? [] : JSON.parse(text);
    if (!Array.isArray(answers)) return;
    expect(answers).toHaveLength(batch.length);
    for (const answer of answers as object[]) {
      if (!('error' in answer)) continue;
      discreet(JSON.stringify(answer), () => JSON.stringify(answer).slice(0, 1000));
      const { httpStatus } = (answer.error as { data: { httpStatus: number } }).data;
      expect(httpStatus).toBeLessThan(500);
    }
    await ledger.check();
  });
  for (const path of [
    `/trpc/${Array.from({ length: 500 }, () => 'me.get').join(',')}?batch=1`,
    '/trpc/me.get,notes.create?batch=1',
    '/trpc/me.get?batch=1&input=[]5',
    '/trpc/me.get,?batch=1&input=%5B%5D',
    '/trpc/,,,,?batch=1',
  ]) {
    const { status, text } = await house.wire.send({ method: 'GET', path });
    expect([path, status < 500, /stack|\n\s+at /.test(text)]).toEqual([path, true, false]);
  }
});

test('a path leads to a route or to nothing', async () => {
  const pieces = fc.constantFrom(
    ...[
      '/',
      '//',
      '.',
      '..',
      '/..',
      '/./',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      '%00',
      '%',
      '%zz',
      '%c0%af',
      '%ff',
      '%ED%A0%80',
    ],
    ...[
      ';',
      ';a=b',
      '?',
      '??',
      '?a[]=1&a[b]=2',
      '?limit=1&limit=2',
      '#',
      '*',
      ':study',
      '{study}',
      '%0d%0aset-cookie:x',
      '~',
    ],
    ...[
      'api',
      'v1',
      'trpc',
      'auth',
      'studies',
      'artifacts',
      'content',
      'events',
      'stream',
      'healthz',
      'metrics',
      '__proto__',
    ],
    ...[
      'etc/passwd',
      'x'.repeat(300),
      'a/'.repeat(1000),
      'openapi.json',
      'art_0000000000000000',
      'constructor',
      '@',
      '%25',
    ],
  );
  const start = fc.constantFrom('/', '/api/v1/', '/api/v1/studies/', '/api/v1/artifacts/', '/trpc/', '/auth/', '');
  await tryAll(RUNS * 100, [start, fc.array(pieces, { minLength: 1, maxLength: 6 })], async (first, rest) => {
    const path = `${first}${rest.join('')}`.slice(0, 12_000);
    const answer = await fuzzed.house.wire.send({ method: 'GET', path: path === '' ? '*' : path });
    const what = () => `GET ${path.slice(0, 300)}: ${answer.status} ${answer.text.slice(0, 500)}`;
    if (answer.status >= 500 || answer.status < 200) throw new Error(what());
    if (answer.status >= 400) discreet(answer.text.replaceAll('/etc/passwd', ''), what);
    expect(answer.text).not.toMatch(/root:.*:0:0:/);
  });
});

test('a request id is the caller’s own only when it is harmless', async () => {
  const texts = fc.constantFrom(
    ...hostileTexts.filter((text) => /^[\x20-\x7e]*$/.test(text)),
    'a'.repeat(65),
    'é',
    'a b',
  );
  await tryAll(RUNS * 10, [texts], async (id) => {
    const { headers } = await fuzzed.refused({ method: 'GET', path: '/api/v1/x', headers: { 'x-request-id': id } });
    const harmless = /^[\w.:-]{1,64}$/.test(id);
    if (harmless) expect(headers['x-request-id']).toBe(id);
    else expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a page elsewhere, another name of this machine and a proxy that nobody told of are refused', async () => {
  const foreign = fc.constantFrom<Record<string, string>>(
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { origin: 'http://localhost:1' },
    { origin: 'garbage' },
    { 'sec-fetch-site': 'cross-site' },
    { host: 'evil.example' },
    { host: '127.0.0.1.evil.example' },
    { host: 'localhost@evil.example' },
    { host: `${'a'.repeat(5000)}` },
    { host: '[::1' },
    { 'x-forwarded-for': '8.8.8.8' },
    { 'x-forwarded-host': 'evil.example' },
    { forwarded: 'for=8.8.8.8' },
  );
  const routes = fc.constantFrom(...procedures.filter(({ type }) => type !== 'subscription'));
  await tryAll(RUNS * 60, [routes, foreign, fc.nat()], async (procedure, headers, nth) => {
    const ways = waysOf(procedure);
    const [input] = fc.sample(wellFormed(procedure.input!, fuzzed.known), { numRuns: 1, seed: nth });
    const message = requestOf(procedure, ways[nth % ways.length]!, input);
    await fuzzed.refused({ ...message, headers: { ...message.headers, ...headers } }, 'FORBIDDEN', 'BAD_REQUEST');
  });
});

test('bytes that are no request are refused in the one shape, or the connection is closed', async () => {
  const host = 'host: 127.0.0.1\r\n';
  const length = (text: string) =>
    `POST /api/v1/notes HTTP/1.1\r\n${host}content-type: application/json\r\n${text}\r\n\r\n`;
  const broken = fc.constantFrom<string | Uint8Array>(
    'garbage\r\n\r\n',
    'GET /\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    Buffer.from('160301020001000001fc0303', 'hex'),
    'GET /api/v1/studies HTTP/1.1\r\n\r\n',
    `GET /api/v1/studies HTTP/1.1\r\n${host}${host}connection: close\r\n\r\n`,
    `GET /api/v1/studies HTTP/9.9\r\n${host}\r\n`,
    `GET /api/v1/st udies HTTP/1.1\r\n${host}\r\n`,
    `GET /\0 HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.1\r\n${host}a\0b: c\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}a: b\r\n c\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}a : b\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}${'a: b\r\n'.repeat(5000)}\r\n`,
    `GET / HTTP/1.1\r\n${host}a: ${'b'.repeat(20_000)}\r\n\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
    length('content-length: -1'),
    length('content-length: 1e3'),
    length('content-length: 3\r\ncontent-length: 4'),
    length('content-length: 3\r\ntransfer-encoding: chunked'),
    `${length('transfer-encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`,
    `${length('transfer-encoding: chunked')}ffffffffffffffff\r\n{}\r\n`,
    length('transfer-encoding: gzip'),
    `${length('content-length: 100')}{`,
    `GET http://evil.example/api/v1/studies HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`,
  );
  await tryAll(RUNS * 12, [broken], async (bytes) => {
    const text = await fuzzed.house.wire.talk(bytes);
    if (text === '') return;
    expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    discreet(text, () => text);
    const body = text.slice(text.indexOf('\r\n\r\n') + 4);
    expect(JSON.parse(body)).toMatchObject({
      error: { code: expect.any(String) as string, message: expect.any(String) as string },
    });
  });
});

test('after all this the server answers', async () => {
  const { status, text } = await fuzzed.house.wire.send({ method: 'GET', path: '/readyz' });
  expect([status, text]).toEqual([200, expect.stringContaining('"status":"ready"')]);
});
