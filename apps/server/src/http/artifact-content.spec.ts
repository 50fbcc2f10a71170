import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { AccessError } from '../access/errors';
import { artifactContentRoute, type ArtifactContentOptions, type ContentInfo } from './artifact-content';
import { ask, serve, stopServers, until } from './testing/server';

afterEach(stopServers);

const bytes = randomBytes(1000);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const info: ContentInfo = { sha256, size: bytes.length, mediaType: 'application/octet-stream', name: 'net "1".onnx' };
const path = '/api/v1/artifacts/art_1/content';
const etag = `"${sha256}"`;

let opened = 0;
beforeEach(() => (opened = 0));

const open = (options: Partial<ArtifactContentOptions> = {}) =>
  serve((app) =>
    artifactContentRoute(app, {
      guard: () => {},
      find: (id) => Promise.resolve(id === 'art_1' ? info : undefined),
      open: (_sha256, { start, end } = { start: 0, end: bytes.length - 1 }) => {
        opened += 1;
        return Promise.resolve(Readable.from([bytes.subarray(start, end + 1)], { objectMode: false }));
      },
      ...options,
    }),
  );

test('the whole content comes with its digest as its tag, to be saved and kept', async () => {
  const server = await open();
  const response = await fetch(server.url + path);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => (headers[name] = value));
  expect(headers).toMatchObject({
    etag,
    'content-type': 'application/octet-stream',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'attachment; filename="net _1_.onnx"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
});

test('HEAD says the same without opening the file', async () => {
  const server = await open();
  const { status, headers, text } = await ask(server, path, { method: 'HEAD' });
  expect([status, text, opened]).toEqual([200, '', 0]);
  expect(headers).toMatchObject({ etag, 'content-length': '1000', 'content-type': 'application/octet-stream' });
});

test('parts laid together are the whole', async () => {
  const server = await open();
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 4 }), async (cuts) => {
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), 1000];
      const parts = await Promise.all(
        bounds.slice(1).map(async (end, i) => {
          const response = await fetch(server.url + path, { headers: { range: `bytes=${bounds[i]}-${end - 1}` } });
          expect(response.status).toBe(206);
          expect(response.headers.get('content-range')).toBe(`bytes ${bounds[i]}-${end - 1}/1000`);
          expect(response.headers.get('content-length')).toBe(`${end - bounds[i]!}`);
          return Buffer.from(await response.arrayBuffer());
        }),
      );
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['bytes=990-', 206, 'bytes 990-999/1000', 10],
  ['bytes=-10', 206, 'bytes 990-999/1000', 10],
  ['bytes=990-5000', 206, 'bytes 990-999/1000', 10],
  ['bytes=0-1,5-6', 200, null, 1000],
  ['lines=1-2', 200, null, 1000],
])('%s is answered with %d', async (range, status, contentRange, length) => {
  const response = await fetch((await open()).url + path, { headers: { range } });
  expect([response.status, response.headers.get('content-range')]).toEqual([status, contentRange]);
  expect((await response.arrayBuffer()).byteLength).toBe(length);
});

test('a range beyond the end is 416 with the size', async () => {
  const { status, headers, json } = await ask(await open(), path, { headers: { range: 'bytes=1000-' } });
  expect([status, headers['content-range'], opened]).toEqual([416, 'bytes */1000', 0]);
  expect(headers['content-type']).toMatch(/json/);
  expect(json()).toMatchObject({ error: { code: 'RANGE_NOT_SATISFIABLE', value: 'bytes=1000-' } });
});

test('who has the content is told so, and no file is opened', async () => {
  const server = await open();
  for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { status, text, headers } = await ask(server, path, { headers: { 'if-none-match': header } });
    expect([header, status, text, headers.etag]).toEqual([header, 304, '', etag]);
  }
  expect(opened).toBe(0);
  expect((await ask(server, path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

test('a range of other content than the client has is the whole', async () => {
  const server = await open();
  const statusFor = async (ifRange: string) =>
    (await ask(server, path, { headers: { range: 'bytes=0-1', 'if-range': ifRange } })).status;
  expect(await statusFor(etag)).toBe(206);
  expect(await statusFor('"other"')).toBe(200);
  expect(await statusFor(`W/${etag}`)).toBe(200);
  expect(await statusFor('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(200);
});

test('an id that is none is 404, whatever it looks like', async () => {
  const server = await open();
  for (const id of ['art_2', '..%2f..%2fetc%2fpasswd', '%00', "'; drop table artifacts;--", 'a'.repeat(3000)]) {
    const answer = await ask(server, `/api/v1/artifacts/${encodeURI(decodeURI(id))}/content`);
    expect([id, answer.status]).toEqual([id, 404]);
  }
});

test('who may not read gets nothing, and nothing is looked for', async () => {
  const server = await open({
    guard: () => {
      throw new AccessError('forbidden', { what: 'no', expected: 'a token with the scope `read`' });
    },
    find: () => Promise.reject(new Error('it was looked for')),
  });
  expect((await ask(server, path)).status).toBe(403);
});

test('a file that breaks in the middle breaks the answer: it never looks complete', async () => {
  const server = await open({
    open: () => {
      const parts = function* () {
        yield bytes.subarray(0, 500);
        throw new Error('the blob is damaged');
      };
      return Promise.resolve(Readable.from(parts(), { objectMode: false }));
    },
  });
  await expect(fetch(server.url + path).then((response) => response.arrayBuffer())).rejects.toThrow();
});

test('a file is closed when its reader goes away', async () => {
  let closed = false;
  const server = await open({
    find: () => Promise.resolve({ ...info, size: 1e9 }),
    open: () => {
      const endless = new Readable({ read: () => void endless.push(Buffer.alloc(65536)) });
      endless.on('close', () => (closed = true));
      return Promise.resolve(endless);
    },
  });
  const outgoing = httpRequest(server.url + path, { agent: false });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  await once(response, 'data');
  outgoing.destroy();
  response.on('error', () => {});
  await until(() => closed);
  expect(closed).toBe(true);
});

test('a media type that no header can hold becomes plain bytes', async () => {
  const server = await open({ find: () => Promise.resolve({ ...info, mediaType: 'text/html\r\nset-cookie: a=b' }) });
  const { status, headers } = await ask(server, path);
  expect([status, headers['content-type']]).toEqual([200, 'application/octet-stream']);
  expect(headers).not.toHaveProperty('set-cookie');
});
