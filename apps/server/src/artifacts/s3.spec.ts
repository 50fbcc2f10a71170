import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { InputError } from '@tombola/shared';
import { StorageError, StorageFullError } from './errors';
import { openArtifactStore } from './open';
import { s3Error } from './s3-errors';
import { s3Location } from './s3-location';
import { sha256Of } from './digest';
import { buildWriter } from './testing/build-writer';
import { startS3, type S3Server } from './testing/s3';

const base = mkdtempSync(join(tmpdir(), 'tombola-s3-'));
const spool = join(base, 'spool');
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3(join(base, 's3'), 'tickets');
  Object.assign(process.env, s3.environment);
});
afterAll(async () => {
  await s3.stop();
  rmSync(base, { recursive: true, force: true });
});

const open = (where = 's3://tickets/lab') => openArtifactStore(where, { minFreeBytes: 0, spool });
const object = (sha256: string) => join(base, 's3/tickets/lab', sha256.slice(0, 2), sha256.slice(2));

/** Runs with other variables of the environment. */
async function withEnvironment<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await work();
  } finally {
    Object.assign(process.env, before);
  }
}

async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test.each([
  ['s3://tickets', { bucket: 'tickets', prefix: '' }],
  ['s3://tickets/', { bucket: 'tickets', prefix: '' }],
  ['s3://my.tickets-2/lab/one', { bucket: 'my.tickets-2', prefix: 'lab/one' }],
  ['s3://tickets//lab/', { bucket: 'tickets', prefix: 'lab' }],
])('%s is a bucket and a prefix', (where, location) => {
  expect(s3Location(where)).toEqual(location);
});

test.each(['s3://', 's3://Tickets', 's3://tickets/../other', 's3://tickets/a b', 's3://tickets?x=1', 's3://t'])(
  '%s is misspelt',
  (where) => {
    expect(() => s3Location(where)).toThrow(InputError);
  },
);

test('keys that were written into the place are not shown', () => {
  const where = 's3://AKIAKEY:HUSH@tickets/lab';
  expect(() => s3Location(where)).toThrow(InputError);
  expect(() => s3Location(where)).not.toThrow(/AKIAKEY|HUSH/);
});

test('objects lie at ab/cdef... with their digest as metadata, as the bytes that they are', async () => {
  const bytes = randomBytes(9e6);
  for (const content of [Buffer.from('short'), bytes]) {
    const { sha256 } = await (await open()).put(Readable.from([content]));
    expect(readFileSync(`${object(sha256)}._S3rver_object`).equals(content)).toBe(true);
    const metadata = JSON.parse(readFileSync(`${object(sha256)}._S3rver_metadata.json`, 'utf8')) as object;
    expect(metadata).toMatchObject({ 'x-amz-meta-sha256': sha256 });
  }
});

test('a store at the top of its bucket has the same laws', async () => {
  const store = await open('s3://tickets');
  const { sha256 } = await store.put(Buffer.from('at the top'));
  expect(store.url).toBe('s3://tickets');
  const found: string[] = [];
  for await (const blob of store.list()) found.push(blob.sha256);
  // What lies below a prefix is of another store.
  expect(found).toEqual([sha256]);
});

test('a busy bucket is asked again, for parts of a long stream too', async () => {
  const store = await open();
  await s3.fail('busy', 2);
  const { sha256 } = await store.put(Readable.from([Buffer.from('busy')]));
  await s3.fail('busy', 2);
  expect(await store.get(sha256)).toHaveLength(4);
  await s3.fail('busy', 4);
  const long = await store.put(Readable.from([randomBytes(10e6)]));
  expect(await store.get(long.sha256)).toHaveLength(10e6);
});

test('a bucket that stays busy is an error of the storage, and nothing is spooled after it', async () => {
  const store = await open();
  await s3.fail('busy', 1000);
  await expect(store.put(Readable.from([Buffer.from('never')]))).rejects.toThrow(StorageError);
  await expect(store.check()).rejects.toThrow(/InternalError/);
  await s3.fail('busy', 0);
  expect(await store.stat(sha256Of(Buffer.from('never')))).toBeUndefined();
  expect(readdirSync(spool)).toEqual([]);
});

test('an answer that is cut off is asked for again, and breaks a stream', async () => {
  const store = await open();
  const bytes = randomBytes(1e6);
  const { sha256 } = await store.put(bytes);
  await s3.fail('cut', 2);
  expect(Buffer.from(await store.get(sha256)).equals(bytes)).toBe(true);
  await s3.fail('cut', 1);
  const stream = await store.open(sha256);
  await expect(stream.toArray()).rejects.toThrow();
  await s3.fail('cut', 9);
  await expect(store.get(sha256)).rejects.toThrow(StorageError);
  await s3.fail('cut', 0);
});

test('a server that answers with all of a blob to a range is found out', async () => {
  const store = await open();
  const { sha256 } = await store.put(randomBytes(100));
  await s3.fail('whole', 1);
  await expect(store.open(sha256, { start: 1, end: 2 })).rejects.toThrow(/another part/);
});

test('a bucket that is gone is an error of the storage', async () => {
  const store = await open('s3://nowhere');
  const sha256 = sha256Of(Buffer.from('x'));
  await expect(store.check()).rejects.toThrow(/there is no bucket for s3:\/\/nowhere/);
  await expect(store.put(Buffer.from('x'))).rejects.toThrow(/no bucket/);
  await expect(store.put(Readable.from([randomBytes(9e6)]))).rejects.toThrow(/no bucket/);
  await expect(store.get(sha256)).rejects.toThrow(/no bucket/);
  await expect(
    (async () => {
      for await (const blob of store.list()) expect(blob).toBe('not there');
    })(),
  ).rejects.toThrow(/no bucket/);
});

test('a server that is not there is an error of the storage', async () => {
  await withEnvironment({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, async () => {
    await expect((await open()).check()).rejects.toThrow(StorageError);
  });
});

test('no key is in an error, wherever one looks', async () => {
  const keys = {
    AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN',
    AWS_SECRET_ACCESS_KEY: 'wrong-secret',
    AWS_SESSION_TOKEN: 'session',
  };
  await withEnvironment(keys, async () => {
    const store = await open();
    const sha256 = sha256Of(Buffer.from('x'));
    for (const work of [
      () => store.check(),
      () => store.put(Buffer.from('x')),
      () => store.put(Readable.from([randomBytes(9e6)])),
      () => store.get(sha256),
      () => store.stat(sha256),
      () => store.remove(sha256),
    ]) {
      const error = await rejection(work());
      expect(error).toBeInstanceOf(StorageError);
      expect((error as StorageError).message).toMatch(/cannot be used.*AWS_SECRET_ACCESS_KEY/);
      const all = inspect(error, { depth: 20, showHidden: true });
      for (const key of Object.values(keys)) expect(all).not.toContain(key);
    }
  });
});

test.each([
  [{ name: 'XMinioStorageFull', $metadata: { httpStatusCode: 507 } }, StorageFullError],
  [{ name: 'QuotaExceeded' }, StorageFullError],
  [{ name: 'InternalError', $metadata: { httpStatusCode: 500 } }, StorageError],
  [{ name: 'a name <with> AKIAKEY', $metadata: {} }, StorageError],
  [undefined, StorageError],
])('%j is an error with what, value and expected', (error, type) => {
  const found = s3Error(error, 's3://tickets');
  expect(found).toBeInstanceOf(type);
  expect(found.message).not.toContain('AKIAKEY');
  expect(found.problem.expected).not.toBe('');
});

test('an error of the network is told by its code', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    $metadata: { attempts: 5 },
  });
  expect(s3Error(refused, 's3://tickets').problem.value).toBe('ECONNREFUSED');
});

test('a writer that is killed leaves no blob and nothing in the spool', async () => {
  const folder = join(base, 'killed');
  mkdirSync(folder);
  const child = spawn(process.execPath, [buildWriter(base), 's3://tickets/killed'], {
    env: { ...process.env, SPOOL: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.stdin.write(randomBytes(300_000));
  await pause(100);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  expect(statSync(folder).isDirectory()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
  expect(existsSync(join(base, 's3/tickets/killed'))).toBe(false);
});
