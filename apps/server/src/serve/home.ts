import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  const own = join(folder, `.server.lock.${process.pid}`);
  try {
    await writeFile(own, String(process.pid));
    for (let attempt = 1; !(await linked(own, lock)); attempt++) {
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
      const alive = owner > 0 && owner !== process.pid && isRunning(owner);
      if (alive || attempt > 3) throw taken(folder, owner, await readServerFile(folder));
      await removeStale(lock, owner);
    }
  } catch (error) {
    throw error instanceof InputError ? error : unwritable(folder, error);
  } finally {
    await rm(own, { force: true });
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

/** Whether the lock could be taken: it is there with its content, or not at all. */
async function linked(own: string, lock: string): Promise<boolean> {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a process that is gone; one that another has taken meanwhile is put back. */
async function removeStale(lock: string, owner: number): Promise<void> {
  const aside = `${lock}.${process.pid}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (Number(await readFile(aside, 'utf8')) !== owner) await linked(aside, lock);
  await rm(aside, { force: true });
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
    mend: `Use the one that runs, stop it, or name another folder: --home DIR. If process ${pid} is no server of Tombola, remove ${join(folder, 'server.lock')}.`,
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
