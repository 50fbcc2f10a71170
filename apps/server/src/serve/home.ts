import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, isRecord } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';

/** What a server that runs wrote of itself into its home. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
}

const fileOf = (home: string) => join(home, 'server.json');

/** A home folder that this process serves from, and nobody else. */
export interface Home {
  readonly folder: string;
  /** Tells other programs of this machine where the server answers. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a home folder for a server.
 *
 * @throws {InputError} when another server runs in it, or it cannot be written to.
 */
export async function takeHome(folder: string): Promise<Home> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const lock = join(folder, 'server.lock');
  for (let attempt = 1; ; attempt++) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(folder, error);
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (owner > 0 && owner !== process.pid && isRunning(owner))
        throw taken(folder, owner, await readServerFile(folder));
      if (attempt > 3) throw taken(folder, owner, undefined);
      await rm(lock, { force: true });
    }
  }
  return {
    folder,
    announce: (url) => writeFileAtomic(fileOf(folder), `${JSON.stringify({ pid: process.pid, url })}\n`),
    release: async () => {
      await rm(fileOf(folder), { force: true });
      await rm(lock, { force: true });
    },
  };
}

/** The server that runs in a home, if one does. */
export async function readServerFile(folder: string): Promise<ServerFile | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(fileOf(folder), 'utf8'));
    if (!isRecord(value) || typeof value['url'] !== 'string' || typeof value['pid'] !== 'number') return undefined;
    return isRunning(value['pid']) ? { pid: value['pid'], url: value['url'] } : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function taken(folder: string, pid: number, file: ServerFile | undefined): InputError {
  return new InputError({
    what: `a server runs in ${folder} already`,
    value: file === undefined ? `process ${pid}` : `process ${pid} at ${file.url}`,
    expected: 'a home that no server runs in',
    mend: 'Use the one that runs, stop it, or name another folder: --home DIR.',
  });
}

function unwritable(folder: string, cause: unknown): InputError {
  return new InputError(
    {
      what: 'the home folder cannot be written to',
      value: folder,
      expected: 'a folder of yours',
      mend: 'Name another: --home DIR.',
    },
    { cause },
  );
}
