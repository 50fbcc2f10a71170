import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { BlobDamagedError, BlobMissingError, BlobTooLargeError, DigestMismatchError, StorageFullError } from './errors';
import { openArtifactStore } from './open';
import type { ArtifactStore, ArtifactStoreOptions, ListedBlob } from './store';
import { startS3, type S3Server } from './testing/s3';

const base = mkdtempSync(join(tmpdir(), 'tombola-artifacts-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[]);
const small = { minFreeBytes: 0 };

/** A driver, and where on this machine its blobs are files. */
interface Driver {
  open(name: string, options?: ArtifactStoreOptions): Promise<ArtifactStore>;
  file(name: string, sha256: string): string;
  /** All files that the store has, its temporary ones too. */
  files(name: string): Record<string, number>;
}

/** Everything that lies below a folder, with its date. */
function files(folder: string): Record<string, number> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const stats = names.map((name) => [name, statSync(join(folder, name))] as const);
  return Object.fromEntries(stats.filter(([, each]) => each.isFile()).map(([name, each]) => [name, each.mtimeMs]));
}

async function listed(store: ArtifactStore): Promise<ListedBlob[]> {
  const all: ListedBlob[] = [];
  for await (const blob of store.list()) all.push(blob);
  return all;
}

const folderDriver = (): Driver => ({
  open: (name, options = small) => openArtifactStore(join(base, 'folder', name), options),
  file: (name, sha256) => join(base, 'folder', name, sha256.slice(0, 2), sha256.slice(2)),
  files: (name) => files(join(base, 'folder', name)),
});

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3(join(base, 's3'), 'tickets');
  Object.assign(process.env, s3.environment);
});
afterAll(() => s3.stop());

const bucketDriver = (): Driver => ({
  open: (name, options = small) =>
    openArtifactStore(`s3://tickets/lab/${name}`, { spool: join(base, 'spool'), ...options }),
  file: (name, sha256) => join(base, 's3/tickets/lab', name, sha256.slice(0, 2), `${sha256.slice(2)}._S3rver_object`),
  files: (name) => ({ ...files(join(base, 's3/tickets/lab', name)), ...files(join(base, 'spool')) }),
});

describe.each([
  ['a folder', folderDriver()],
  ['a bucket', bucketDriver()],
])('%s', (_, driver) => {
  test('gives back what was put, under the digest of its bytes', async () => {
    const store = await driver.open('round');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.nat(9), async (bytes, cut) => {
        const pieces = Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)], { objectMode: false });
        const blob = await store.put(cut % 2 === 0 ? bytes : pieces);
        expect(blob).toEqual({ sha256: digest(bytes), size: bytes.length });
        expect(Buffer.from(await store.get(blob.sha256)).equals(bytes)).toBe(true);
        expect((await bytesOf(await store.open(blob.sha256))).equals(bytes)).toBe(true);
        expect(await store.stat(blob.sha256)).toEqual(blob);
      }),
      { numRuns: 25 },
    );
  });

  test('keeps a blob of no bytes', async () => {
    const store = await driver.open('empty');
    const blob = await store.put(new Uint8Array());
    expect(await store.put(Readable.from([]))).toEqual(blob);
    expect(blob.size).toBe(0);
    expect(await store.stat(blob.sha256)).toEqual(blob);
    expect(await store.get(blob.sha256)).toHaveLength(0);
    expect(await bytesOf(await store.open(blob.sha256))).toHaveLength(0);
    await expect(store.open(blob.sha256, { start: 0, end: 0 })).rejects.toThrow(InputError);
  });

  test('keeps a stream of 20 MB whose length nobody told', async () => {
    const store = await driver.open('long');
    const bytes = randomBytes(20e6);
    const stream = Readable.from(
      (function* () {
        for (let at = 0; at < bytes.length; at += 77_777) yield bytes.subarray(at, at + 77_777);
      })(),
    );
    const blob = await store.put(stream, { expected: digest(bytes), maxBytes: 20e6 });
    expect(blob).toEqual({ sha256: digest(bytes), size: 20e6 });
    expect(Buffer.from(await store.get(blob.sha256)).equals(bytes)).toBe(true);
    expect((await bytesOf(await store.open(blob.sha256))).equals(bytes)).toBe(true);
    expect(await store.put(bytes)).toEqual(blob);
    expect((await listed(store)).map((each) => each.sha256)).toEqual([blob.sha256]);
  });

  test('puts a file and leaves it where it is', async () => {
    const store = await driver.open('file');
    const path = join(base, 'ticket');
    writeFileSync(path, 'a ticket');
    const blob = await store.putFile(path, { expected: digest(Buffer.from('a ticket')) });
    expect(Buffer.from(await store.get(blob.sha256)).toString()).toBe('a ticket');
    expect(statSync(path).size).toBe(8);
    await expect(store.putFile(join(base, 'nothing'))).rejects.toThrow(InputError);
    await expect(store.putFile(base)).rejects.toThrow(InputError);
  });

  test('gives a part of a blob', async () => {
    const store = await driver.open('part');
    const bytes = randomBytes(100);
    const { sha256 } = await store.put(bytes);
    const range = fc.tuple(fc.nat(99), fc.nat(150)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
    await fc.assert(
      fc.asyncProperty(range, async (each) => {
        expect((await bytesOf(await store.open(sha256, each))).toString('hex')).toBe(
          bytes.subarray(each.start, each.end + 1).toString('hex'),
        );
      }),
      { numRuns: 25, examples: [[{ start: 0, end: 0 }], [{ start: 99, end: 99 }]] },
    );
    for (const [start, end] of [
      [100, 100],
      [-1, 5],
      [6, 5],
      [0.5, 5],
    ]) {
      await expect(store.open(sha256, { start: start!, end: end! })).rejects.toThrow(InputError);
    }
  });

  test('keeps the same bytes once, with the date of the last time', async () => {
    const store = await driver.open('same');
    const bytes = randomBytes(1000);
    const first = await store.put(bytes);
    const long = new Date('2001-01-01T00:00:00Z');
    utimesSync(driver.file('same', first.sha256), long, long);
    expect((await listed(store))[0]!.modified).toEqual(long);
    const again = await Promise.all(
      Array.from({ length: 8 }, (_, i) => store.put(i % 2 ? Readable.from([bytes]) : bytes)),
    );
    expect(again).toEqual(again.map(() => first));
    const [only, ...others] = await listed(store);
    expect(others).toEqual([]);
    expect(only!.modified.getTime()).toBeGreaterThan(long.getTime());
    expect(Buffer.from(await store.get(first.sha256)).equals(bytes)).toBe(true);
  });

  test('lists what it has in the order of the digests, also beyond a thousand', async () => {
    const store = await driver.open('list');
    expect(await listed(store)).toEqual([]);
    const blobs = Array.from({ length: 1050 }, (_, i) => {
      const bytes = Buffer.from(`blob ${i}`);
      const blob = { sha256: digest(bytes), size: bytes.length };
      const path = driver.file('list', blob.sha256);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      return blob;
    });
    const sorted = blobs.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
    expect((await listed(store)).map(({ sha256, size }) => ({ sha256, size }))).toEqual(sorted);
  });

  test('shares nothing with its neighbours', async () => {
    const store = await driver.open('near');
    const near = await driver.open('nearby');
    const { sha256 } = await store.put(Buffer.from('mine'));
    expect(await near.stat(sha256)).toBeUndefined();
    expect(await listed(near)).toEqual([]);
  });

  test('removes what was last put before a moment, and nothing that was put again', async () => {
    const store = await driver.open('older');
    const bytes = Buffer.from('to go, or not');
    const { sha256 } = await store.put(bytes);
    const long = new Date('2001-01-01T00:00:00Z');
    const age = () => utimesSync(driver.file('older', sha256), long, long);
    const limit = new Date('2002-01-01T00:00:00Z');
    expect(await store.removeOlder(sha256, limit)).toBe(false);
    age();
    expect(await store.removeOlder(sha256, long)).toBe(false);
    await store.put(bytes);
    expect(await store.removeOlder(sha256, limit)).toBe(false);
    expect(Buffer.from(await store.get(sha256)).equals(bytes)).toBe(true);
    age();
    expect(await store.removeOlder(sha256, limit)).toBe(true);
    expect(await store.removeOlder(sha256, limit)).toBe(false);
    expect(await listed(store)).toEqual([]);
    expect(Object.keys(driver.files('older'))).toEqual([]);
  });

  test('removes a blob, and does not mind when there is none', async () => {
    const store = await driver.open('remove');
    const { sha256 } = await store.put(Buffer.from('to go'));
    const kept = await store.put(Buffer.from('to stay'));
    await store.remove(sha256);
    await store.remove(sha256);
    expect(await store.stat(sha256)).toBeUndefined();
    expect((await listed(store)).map((each) => each.sha256)).toEqual([kept.sha256]);
  });

  test('says when it has no such blob', async () => {
    const store = await driver.open('unknown');
    const unknown = digest(Buffer.from('never put'));
    expect(await store.stat(unknown)).toBeUndefined();
    await expect(store.get(unknown)).rejects.toThrow(BlobMissingError);
    await expect(store.open(unknown)).rejects.toThrow(BlobMissingError);
    await expect(store.open(unknown, { start: 0, end: 1 })).rejects.toThrow(BlobMissingError);
  });

  describe('refuses, and nothing is left of', () => {
    const refusals = [
      ['content of another digest', { expected: '0'.repeat(64) }, DigestMismatchError],
      ['content that is too long', { maxBytes: 999 }, BlobTooLargeError],
      ['content with a digest that is none', { expected: 'abc' }, InputError],
    ] as const;

    test.each(refusals)('%s', async (_, options, error) => {
      const store = await driver.open('refuse');
      const bytes = randomBytes(1000);
      const before = driver.files('refuse');
      const stream = new PassThrough();
      stream.write(bytes.subarray(0, 500));
      stream.end(bytes.subarray(500));
      await expect(store.put(bytes, options)).rejects.toThrow(error);
      await expect(store.put(stream, options)).rejects.toThrow(error);
      expect(stream.destroyed).toBe(true);
      expect(driver.files('refuse')).toEqual(before);
    });

    test('a stream that breaks', async () => {
      const store = await driver.open('refuse');
      const before = driver.files('refuse');
      const broken = Readable.from(
        (function* () {
          yield randomBytes(1000);
          throw new Error('the client went away');
        })(),
      );
      await expect(store.put(broken)).rejects.toThrow('the client went away');
      expect(driver.files('refuse')).toEqual(before);
    });

    test('a stream of no bytes but things', async () => {
      const store = await driver.open('refuse');
      const before = driver.files('refuse');
      await expect(store.put(Readable.from([{ a: 1 }]))).rejects.toThrow(InputError);
      expect(driver.files('refuse')).toEqual(before);
    });

    test('a stream when the disk is as full as it may be', async () => {
      const store = await driver.open('full', { minFreeBytes: 2 ** 60 });
      const before = driver.files('full');
      const stream = Readable.from([randomBytes(1000)]);
      await expect(store.put(stream)).rejects.toThrow(StorageFullError);
      await expect(store.check()).rejects.toThrow(StorageFullError);
      expect(stream.destroyed).toBe(true);
      expect(driver.files('full')).toEqual(before);
    });
  });

  test.each([
    ['one bit is another', (bytes: Buffer) => bytes.fill(bytes[500]! ^ 1, 500, 501)],
    ['the end is missing', (bytes: Buffer) => bytes.subarray(0, 999)],
    ['something follows', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
    ['nothing is left', () => Buffer.alloc(0)],
  ])('sees that a blob is damaged when %s, and mends it when it is put again', async (_, damage) => {
    const store = await driver.open('damage');
    const bytes = randomBytes(1000);
    const { sha256 } = await store.put(bytes);
    writeFileSync(driver.file('damage', sha256), damage(Buffer.from(bytes)));
    await expect(store.get(sha256)).rejects.toThrow(BlobDamagedError);
    const seen: Buffer[] = [];
    const read = async () => {
      for await (const chunk of await store.open(sha256)) seen.push(chunk as Buffer);
    };
    await expect(read()).rejects.toThrow(BlobDamagedError);
    expect(Buffer.concat(seen).length).toBeLessThan(1000);
    await store.put(bytes);
    expect(Buffer.from(await store.get(sha256)).equals(bytes)).toBe(true);
  });

  test('never looks anywhere for what is no digest', async () => {
    const store = await driver.open('safe');
    const { sha256 } = await store.put(Buffer.from('safe'));
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('../', './', '/', '\\', '\0', '%2e', 'a', '..'), maxLength: 40 }),
      fc.constantFrom(
        '../../../etc/passwd',
        sha256.toUpperCase(),
        `${sha256}\n`,
        ` ${sha256}`,
        `${sha256}/`,
        sha256.slice(1),
        `../${sha256.slice(0, 61)}`,
        `${sha256.slice(0, 2)}/${sha256.slice(2)}`,
        '.incoming',
      ),
      fc.constantFrom<unknown>(undefined, null, 7, {}, [sha256], { toString: () => sha256 }),
    ) as fc.Arbitrary<string>;
    const before = driver.files('safe');
    await fc.assert(
      fc.asyncProperty(odd, async (each) => {
        await expect(store.get(each)).rejects.toThrow(InputError);
        await expect(store.open(each)).rejects.toThrow(InputError);
        await expect(store.stat(each)).rejects.toThrow(InputError);
        await expect(store.remove(each)).rejects.toThrow(InputError);
        await expect(store.removeOlder(each, new Date())).rejects.toThrow(InputError);
        if (each !== undefined)
          await expect(store.put(Buffer.from('x'), { expected: each })).rejects.toThrow(InputError);
      }),
    );
    expect(driver.files('safe')).toEqual(before);
  });

  test('is well, and its check adds no blob', async () => {
    const store = await driver.open('well');
    await store.check();
    await store.check();
    expect(await listed(store)).toEqual([]);
  });
});

test.each(['', 'https://example.org/bucket', 'file:///tmp/x', 'S3://tickets', 's3://', 's3://UPPER', 's3://b/../c'])(
  '%j is no place for artifacts',
  async (where) => {
    await expect(openArtifactStore(where)).rejects.toThrow(InputError);
  },
);
