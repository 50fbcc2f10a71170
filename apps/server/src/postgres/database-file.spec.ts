import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDatabaseFile, writeDatabaseFile } from './database-file';

const home = mkdtempSync(join(tmpdir(), 'tombola-home-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the database file brings back what was written, for this user only, and says when it is damaged', async () => {
  expect(await readDatabaseFile(home)).toBeUndefined();
  writeFileSync(join(home, 'database.json'), 'not json', { mode: 0o644 });
  await expect(readDatabaseFile(home)).rejects.toThrow(/database.json is damaged/);
  const database = { url: 'postgres://tombola:word@127.0.0.1:5433/tombola', pid: 4711 };
  await writeDatabaseFile(home, { ...database });
  expect(await readDatabaseFile(home)).toEqual(database);
  expect(statSync(join(home, 'database.json')).mode & 0o777).toBe(0o600);
});
