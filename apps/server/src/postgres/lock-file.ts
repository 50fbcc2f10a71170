import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** What a running PostgreSQL says of itself in the file `postmaster.pid` of its data folder. */
export interface LockFile {
  readonly pid: number;
  readonly port: number | undefined;
  /** `ready` once it listens and lets clients in. */
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | undefined;
}

/** The lock file of a data folder; it may be what a killed server left. */
export async function readLockFile(data: string): Promise<LockFile | undefined> {
  try {
    return parse(await readFile(join(data, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Its lines: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function parse(text: string): LockFile | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3]);
  return { pid, port: port > 0 ? port : undefined, status: (lines[7] || undefined) as LockFile['status'] };
}

/**
 * Whether a process is the PostgreSQL server of a data folder. Its id alone does not say so: ids are used again. The
 * server keeps the command line that it was started with, `-D` and the folder; its children write another.
 */
export async function servesFrom(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'win32') return isAlive(pid);
  let words: string[];
  try {
    // Everybody may read it. A process that has ended and whose parent has not asked for it has none.
    words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  } catch {
    if (process.platform === 'linux') return false;
    try {
      const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
      return stdout.includes(`postgres -D ${data} `);
    } catch {
      return false;
    }
  }
  return basename(words[0]!) === 'postgres' && words[words.indexOf('-D') + 1] === data;
}

/** Whether a process runs: one that has ended, and that nobody has asked for, does not. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (words) => words !== '',
    () => false,
  );
}

/** Whether any process has this id, be it one of another user or one that has ended and still has its entry. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** No process has this id: systems count to some millions at most. */
const nobody = 2 ** 31 - 1;

/**
 * Makes the lock file of a killed server name no process, where its id has gone to another one: PostgreSQL would take
 * that for its own server and refuse to start for ever. The file stays, because its other lines tell PostgreSQL the
 * shared memory by which it recognises children of the killed server that still write.
 */
export function disownLockFile(data: string, pid: number): void {
  const file = join(data, 'postmaster.pid');
  const [first, ...rest] = readFileSync(file, 'utf8').split('\n');
  // Read again, with nothing awaited since: another starter may have replaced it.
  if (Number(first) === pid) writeFileSync(file, [nobody, ...rest].join('\n'));
}
