import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disownLockFile, readLockFile, servesFrom } from './lock-file';

const folder = mkdtempSync(join(tmpdir(), 'tombola-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (text: string) => writeFileSync(join(folder, 'postmaster.pid'), text);
const whole = '4711\n/data\n1700000000\n5433\n\n127.0.0.1\n  1234   5678\nready   \n';

test('a lock file tells process, port and status, also while the server writes it', async () => {
  expect(await readLockFile(folder)).toBeUndefined();
  write(whole);
  expect(await readLockFile(folder)).toEqual({ pid: 4711, port: 5433, status: 'ready' });
  write('4711\n/data\n1700000000\n');
  expect(await readLockFile(folder)).toEqual({ pid: 4711, port: undefined, status: undefined });
  for (const text of ['', '-5\n', 'x\n']) {
    write(text);
    expect(await readLockFile(folder)).toBeUndefined();
  }
});

test('a disowned lock file names no process and keeps its other lines', async () => {
  write(whole);
  disownLockFile(folder, 1);
  expect((await readLockFile(folder))?.pid).toBe(4711);
  disownLockFile(folder, 4711);
  expect(await readLockFile(folder)).toEqual({ pid: 2 ** 31 - 1, port: 5433, status: 'ready' });
});

test('a process that only knows the folder is not its server', async () => {
  expect(await servesFrom(process.pid, folder)).toBe(false);
  expect(await servesFrom(2 ** 31 - 1, folder)).toBe(false);
});
