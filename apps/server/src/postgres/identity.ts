import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '@tombola/shared';
import { ownDatabase } from './platform';

const run = promisify(execFile);

/** A user of the operating system, as `spawn` and `chown` take it. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Whether PostgreSQL must run as another user than this process: it refuses to run as root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** In order of preference; the second is that of macOS. No user is ever created. */
const names = ['postgres', '_postgres', 'nobody'];

/** The user that a new cluster belongs to; `undefined` when that is the user of this process. */
export async function serverIdentity(): Promise<Identity | undefined> {
  if (!isRoot()) return undefined;
  for (const name of names) {
    try {
      const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
      if (uid !== 0) return { uid, gid };
    } catch {
      // No such user.
    }
  }
  throw new InputError({
    what: 'this is root, and PostgreSQL refuses to run as root',
    expected: `a user ${names.join(' or ')} for it to run as`,
    mend: `Run Tombola as another user. ${ownDatabase}`,
  });
}

async function idOf(what: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await run('id', [what, name]);
  const id = Number.parseInt(stdout, 10);
  if (Number.isNaN(id)) throw new Error(`id said ${stdout}`);
  // macOS prints the id -2 of nobody as 4294967294; spawn takes 32 bits with a sign.
  return id | 0;
}
