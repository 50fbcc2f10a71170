import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import type { Binaries } from './binaries';
import { databaseName } from './connection';
import { programEnvironment } from './environment';
import { isAlive } from './lock-file';
import type { Place } from './place';
import { ownDatabase } from './platform';

const prefix = 'initialising-';

export interface InitialiseOptions {
  readonly place: Place;
  readonly binaries: Binaries;
  /** Waits until the files are on the disk. */
  readonly sync: boolean;
}

/**
 * Makes the data folder of a new cluster: beside its place under another name, then renamed. So a run that was killed
 * leaves nothing that looks whole (the next one removes it), and of two runs at a time one wins, with the same password.
 */
export async function initialise({ place, binaries, sync }: InitialiseOptions): Promise<void> {
  const { home, data, user, password } = place;
  await removeLeftovers(home);
  const work = join(home, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(work);
    await chmod(work, 0o700);
    const passwordFile = join(work, 'password');
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) for (const path of [passwordFile, work]) await chown(path, user.uid, user.gid);
    const made = join(work, 'data');
    await runInitdb(place, binaries, [
      ...['-D', made, '--username', databaseName, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      // The same order and case rules on every machine, whatever its C library.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--data-checksums', '--no-instructions', ...(sync ? [] : ['--no-sync'])],
    ]);
    await rename(made, data).catch((error: NodeJS.ErrnoException) => {
      // Another starter was quicker.
      if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(error.code!)) throw error;
    });
    if (sync) await syncFolder(home);
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const maker = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    // When the id has gone to another process, the folder stays until that one ends: it is in nobody's way.
    if (maker === undefined || isAlive(Number(maker))) continue;
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runInitdb({ home, user }: Place, { initdb }: Binaries, args: readonly string[]): Promise<void> {
  const child = spawn(initdb, args, {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: home,
    env: programEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4000)));
  }
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  });
  if (code === 0) return;
  const full = output.includes('No space left on device');
  throw new InputError({
    what: `the database in ${home} could not be made`,
    value: full ? 'no space left on the device' : (signal ?? `exit code ${code}`),
    expected: 'initdb of PostgreSQL to do it',
    mend: `${full ? 'Free some space. ' : ''}${ownDatabase} It said:\n${output.trim().split('\n').slice(-8).join('\n')}`,
  });
}

/** Makes the rename last. Windows has no way to sync a folder. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
