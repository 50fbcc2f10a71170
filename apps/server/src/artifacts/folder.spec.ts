import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { StorageError, storageError, StorageFullError } from './errors';
import { openArtifactStore } from './open';
import { buildWriter } from './testing/build-writer';

// The folder driver must do without the client of S3.
jest.mock('./s3', () => {
  throw new Error('loaded');
});

const base = mkdtempSync(join(tmpdir(), 'tombola-folder-'));
const small = { minFreeBytes: 0 };
const incoming = (where: string) => readdirSync(join(where, '.incoming'));
/** A file system of one megabyte, where this process may mount one. */
function tinyDisk(): string | undefined {
  const where = join(base, 'tiny');
  mkdirSync(where);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', where], { stdio: 'ignore' });
    return where;
  } catch {
    return undefined;
  }
}

const disk = tinyDisk();
afterAll(() => {
  if (disk !== undefined) execFileSync('umount', [disk]);
  rmSync(base, { recursive: true, force: true });
});

test('what a killed process left is swept a day later, and nothing younger', async () => {
  const where = join(base, 'sweep');
  await openArtifactStore(where, small);
  for (const name of ['old', 'young']) writeFileSync(join(where, '.incoming', name), 'half a ticket');
  const date = new Date(Date.now() - 25 * 3600 * 1000);
  utimesSync(join(where, '.incoming', 'old'), date, date);
  await openArtifactStore(where, small);
  expect(incoming(where)).toEqual(['young']);
});

test('a folder that is gone is an error of the storage, not a missing blob, and is not made anew', async () => {
  const where = join(base, 'gone');
  const store = await openArtifactStore(where, small);
  const { sha256 } = await store.put(Buffer.from('a'));
  renameSync(where, `${where}-away`);
  mkdirSync(where);
  for (const work of [
    () => store.put(Buffer.from('b')),
    () => store.get(sha256),
    () => store.open(sha256),
    () => store.stat(sha256),
    () => store.check(),
  ]) {
    await expect(work()).rejects.toThrow(StorageError);
  }
  expect(readdirSync(where)).toEqual([]);
});

test('a place that is a file is refused', async () => {
  writeFileSync(join(base, 'file'), '');
  await expect(openArtifactStore(join(base, 'file'), small)).rejects.toThrow(StorageError);
});

test('files that are no blobs are left alone and not listed', async () => {
  const where = join(base, 'strange');
  const store = await openArtifactStore(where, small);
  writeFileSync(join(where, 'README'), '');
  writeFileSync(join(where, 'ab', 'notes.txt'), '');
  mkdirSync(join(where, 'ab', 'c'.repeat(62)));
  const { sha256 } = await store.put(Buffer.from('a'));
  const found: string[] = [];
  for await (const blob of store.list()) found.push(blob.sha256);
  expect(found).toEqual([sha256]);
  expect(existsSync(join(where, 'ab', 'notes.txt'))).toBe(true);
});

test.each([
  ['ENOSPC', StorageFullError],
  ['EDQUOT', StorageFullError],
  ['EROFS', StorageError],
  ['EACCES', StorageError],
  ['ENOENT', StorageError],
  ['EIO', StorageError],
])('%s of the file system is an error with what, expected and cause', (code, type) => {
  const cause = Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
  const error = storageError(cause, '/data') as StorageError;
  expect(error).toBeInstanceOf(type);
  expect(error.message).toContain('/data');
  expect(error.problem.value).toBe(code);
  expect(error.problem.expected).not.toBe('');
  expect(error.cause).toBe(cause);
});

test('an error that is not of the file system stays what it is', () => {
  const error = new TypeError('x');
  expect(storageError(error, '/data')).toBe(error);
});

(disk === undefined ? describe.skip : describe)('a disk of one megabyte', () => {
  test('says that it is full, keeps what it has and takes more when there is room again', async () => {
    const store = await openArtifactStore(disk!, small);
    const kept = await store.put(randomBytes(500_000));
    const endless = Readable.from(
      (function* () {
        for (;;) yield randomBytes(100_000);
      })(),
    );
    await expect(store.put(endless)).rejects.toThrow(StorageFullError);
    await expect(store.put(randomBytes(2_000_000))).rejects.toThrow(StorageFullError);
    expect(incoming(disk!)).toEqual([]);
    expect(await store.get(kept.sha256)).toHaveLength(500_000);
    await store.remove(kept.sha256);
    await store.put(randomBytes(600_000));
  });

  test('is refused when it is not as large as what must stay free', async () => {
    const store = await openArtifactStore(disk!);
    await expect(store.check()).rejects.toThrow(/too little space left/);
  });

  test('says that it is read-only, and is read all the same', async () => {
    const store = await openArtifactStore(disk!, small);
    const { sha256 } = await store.put(Buffer.from('kept'));
    execFileSync('mount', ['-o', 'remount,ro', disk!]);
    try {
      for (const work of [() => store.check(), () => store.put(Buffer.from('new')), () => store.remove(sha256)]) {
        await expect(work()).rejects.toThrow(/EROFS/);
      }
      const again = await openArtifactStore(disk!, small);
      expect(await again.get(sha256)).toHaveLength(4);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', disk!]);
    }
  });
});

describe('a writer that is killed', () => {
  let writer: string;
  beforeAll(() => {
    writer = buildWriter(base);
  });

  const start = (...args: string[]) =>
    spawn(process.execPath, [writer, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });

  async function kill(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
  }

  test('in the middle of a stream leaves no blob', async () => {
    const where = join(base, 'killed');
    const child = start(where);
    await once(child.stdout, 'data');
    child.stdin.write(randomBytes(300_000));
    const written = () => incoming(where).some((name) => statSync(join(where, '.incoming', name)).size > 100_000);
    while (!written()) await pause(5);
    await kill(child);
    const store = await openArtifactStore(where, small);
    for await (const blob of store.list()) throw new Error(`${blob.sha256} is there`);
    await store.check();
  });

  test('at any time leaves whole blobs only', async () => {
    const where = join(base, 'killed-often');
    for (let round = 0; round < 6; round++) {
      const child = start(where, 'many');
      for (let dots = 0; dots < 2; dots += ((await once(child.stdout, 'data')) as [Buffer])[0].length);
      await pause(Math.random() * 40);
      await kill(child);
    }
    const store = await openArtifactStore(where, small);
    let blobs = 0;
    for await (const { sha256, size } of store.list()) {
      expect(await store.get(sha256)).toHaveLength(size);
      blobs++;
    }
    expect(blobs).toBeGreaterThanOrEqual(18);
  });
});

test('what is put again while it is swept stays', async () => {
  const where = join(base, 'swept');
  const store = await openArtifactStore(where, small);
  const bytes = randomBytes(100);
  const { sha256 } = await store.put(bytes);
  const [long, limit] = [new Date('2001-01-01T00:00:00Z'), new Date('2002-01-01T00:00:00Z')];
  for (let i = 0; i < 200; i++) {
    utimesSync(join(where, sha256.slice(0, 2), sha256.slice(2)), long, long);
    // The put ends at various moments of the sweeps.
    const sweeps = Array.from({ length: 1 + (i % 5) }, () => store.removeOlder(sha256, limit));
    await Promise.all([store.put(bytes), ...sweeps]);
    expect(await store.stat(sha256)).toEqual({ sha256, size: 100 });
  }
  expect(incoming(where)).toEqual([]);
});
