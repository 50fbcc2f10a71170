import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, isRecord } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';

/** How other processes of a home find its embedded database. */
export interface DatabaseFile {
  /** With the password in it. */
  readonly url: string;
  /** The process of PostgreSQL. */
  readonly pid: number;
}

const fileOf = (home: string) => join(home, 'database.json');

/** Writes HOME/database.json, which only this user can read, whole or not at all. */
export async function writeDatabaseFile(home: string, { url, pid }: DatabaseFile): Promise<void> {
  await writeFileAtomic(fileOf(home), `${JSON.stringify({ url, pid })}\n`, { mode: 0o600 });
}

/**
 * The home's embedded database as its server wrote it; `undefined` where none ever ran. It may not run any more: the
 * file stays after a stop, as the port does.
 *
 * @throws {InputError} when the file is damaged.
 */
export async function readDatabaseFile(home: string): Promise<DatabaseFile | undefined> {
  const path = fileOf(home);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && typeof value['url'] === 'string' && Number.isInteger(value['pid'])) {
      return { url: value['url'], pid: value['pid'] as number };
    }
  } catch {
    // Said below.
  }
  throw new InputError({
    what: `${path} is damaged`,
    expected: 'what the server of that home wrote',
    mend: 'Start the server again: it writes the file anew.',
  });
}
