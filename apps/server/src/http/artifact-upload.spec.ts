import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { AccessError } from '../access/errors';
import { artifactUploadRoute, type Upload } from './artifact-upload';
import { ask, serve, stopServers, talk, until } from './testing/server';

afterEach(stopServers);

const path = '/api/v1/artifacts';

/** Stores nothing: reads to the end and says what came. */
async function digest({ content, ...rest }: Upload): Promise<object> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { ...rest, found: hash.digest('hex'), size };
}

const broken: unknown[] = [];
const store = (upload: Upload, _request: FastifyRequest) =>
  digest(upload).catch((error: unknown) => {
    broken.push(error);
    throw error;
  });
beforeEach(() => broken.splice(0));

const open = (options: { guard?: () => void; store?: typeof store; bodyMs?: number } = {}) =>
  serve((app) => artifactUploadRoute(app, { guard: () => {}, store, uploadLimit: 3_000_000, ...options }), {
    ...(options.bodyMs === undefined ? {} : { bodyMs: options.bodyMs }),
  });

test.each(['POST', 'PUT'])('%s stores the body as it is, also beyond the limit of other bodies', async (method) => {
  const body = randomBytes(2_500_000);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const headers = { 'content-type': 'Application/X-Thing; a=b', 'x-content-sha256': sha256.toUpperCase() };
  const { status, json } = await ask(await open(), `${path}?name=a/b/c.bin`, { method, headers, body });
  expect(status).toBe(201);
  expect(json()).toEqual({ name: 'c.bin', mediaType: 'application/x-thing', sha256, found: sha256, size: body.length });
});

test('JSON is bytes like any other, and a body without a type too', async () => {
  const server = await open();
  const text = '{"not": parsed';
  const asJson = await ask(server, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: text,
  });
  expect(asJson.json()).toMatchObject({ size: text.length, mediaType: 'application/json', name: 'upload' });
  const bare = await ask(server, path, { method: 'POST', body: text });
  expect(bare.json()).toMatchObject({ size: text.length, mediaType: 'application/octet-stream' });
});

test('nothing can be stored, as an empty file', async () => {
  const { status, json } = await ask(await open(), path, { method: 'POST' });
  expect([status, json()]).toMatchObject([201, { size: 0 }]);
});

test('an upload that says that it is too large is refused before a byte is read', async () => {
  const server = await open();
  const text = await talk(
    server,
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3000001\r\nconnection: close\r\n\r\n`,
  );
  expect(text).toMatch(/^HTTP\/1\.1 413 .*at most 3000000 bytes/s);
  expect(broken).toEqual([]);
});

test('one that does not say so is refused when it is, and what came of it is not kept', async () => {
  const server = await open();
  const body = new Uint8Array(3_000_001);
  const headers = { 'transfer-encoding': 'chunked' };
  const { status, json } = await ask(server, path, { method: 'POST', headers, body });
  expect([status, json()]).toMatchObject([413, { error: { code: 'PAYLOAD_TOO_LARGE' } }]);
  expect(broken).toHaveLength(1);
});

test.each(['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])('%s is refused', async (type) => {
  const { status } = await ask(await open(), path, { method: 'POST', headers: { 'content-type': type }, body: 'a=1' });
  expect(status).toBe(415);
});

test('a digest that is none is refused', async () => {
  const headers = { 'x-content-sha256': 'abc' };
  const { status, json } = await ask(await open(), path, { method: 'POST', headers, body: 'a' });
  expect([status, json()]).toMatchObject([400, { error: { value: 'abc' } }]);
});

test('who may not store is refused before a byte is read', async () => {
  const guard = () => {
    throw new AccessError('forbidden', { what: 'no', expected: 'a token with the scope `write`' });
  };
  const server = await open({ guard });
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\nconnection: close\r\n\r\n`;
  expect(await talk(server, head)).toMatch(/^HTTP\/1\.1 403 /);
});

test('an upload that breaks off breaks what stores it', async () => {
  const server = await open();
  const socket = connect(server.port, '127.0.0.1');
  socket.write(`POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nabc`);
  await until(() => server.app.shutdown.requests === 1);
  socket.destroy();
  await until(() => broken.length === 1);
  expect(broken[0]).toMatchObject({ message: 'the upload broke off: expected all of the body.' });
  await until(() => server.log.some(({ msg }) => msg === 'request'));
  expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
});

test('an upload that stands still is refused', async () => {
  const server = await open({ bodyMs: 30 });
  const text = await talk(server, `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nabc`);
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
  expect(broken).toHaveLength(1);
});

test('an upload that nobody reads on is answered, and its caller reads why', async () => {
  const server = await open({ store: () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' })) });
  const body = new Uint8Array(2_900_000);
  const { status, json } = await ask(server, path, { method: 'POST', body });
  expect([status, json()]).toMatchObject([507, { error: { code: 'INSUFFICIENT_STORAGE' } }]);
});
