import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import { isRoot, serverIdentity, type Identity } from './identity';
import { clusterPassword } from './password';

/** Where a cluster is. */
export interface Place {
  /** The folder that was asked for, resolved: password, port and log. */
  readonly folder: string;
  /** The folder that holds the data folder: `folder`, or its stand-in where the server's user can reach it. */
  readonly home: string;
  /** PostgreSQL's data folder. It is made under another name and renamed: where it exists, it is whole. */
  readonly data: string;
  /** Whether there are data already. */
  readonly exists: boolean;
  /** The user that PostgreSQL runs as; `undefined` for the user of this process. */
  readonly user: Identity | undefined;
  /** That of the cluster's superuser. */
  readonly password: string;
}

/** Where data and binaries go that the user of the server cannot reach at their own place. Root makes it. */
export const sharedFolder = '/var/lib/tombola';

/** The file in `folder` that names the `home` elsewhere. */
const pointer = 'location';

/** Finds the place of the cluster of a folder, which is made. */
export async function openPlace(wanted: string, log: (line: string) => void): Promise<Place> {
  await mkdir(wanted, { recursive: true });
  const folder = await realpath(wanted);
  const pointed = await readPointer(folder);
  const home = pointed ?? folder;
  const existing = await existingData(join(home, 'data'));
  if (existing) {
    const closed = existing.user && (await closedFolder(home, existing.user));
    if (closed) {
      throw new InputError({
        what: `the user of PostgreSQL cannot reach the data in ${home}`,
        value: closed,
        expected: 'a folder that others may pass through',
        mend: `Run \`chmod o+x ${closed}\`.`,
      });
    }
    const password = await clusterPassword(folder, { make: false });
    return { folder, home, data: join(home, 'data'), exists: true, user: existing.user, password };
  }
  if (pointed !== undefined) {
    throw new InputError({
      what: `the database of ${folder} is gone`,
      value: home,
      expected: 'the folder that is named in its file `location`',
      mend: `Bring it back, or remove ${join(folder, pointer)} to begin with an empty database.`,
    });
  }
  const user = await serverIdentity();
  const password = await clusterPassword(folder, { make: true });
  if (user !== undefined) {
    // The server's user passes through on its way to the data; it can list nothing.
    await chmod(folder, (await stat(folder)).mode | 0o011);
    const closed = await closedFolder(folder, user);
    if (closed !== undefined) return standIn({ folder, user, password, closed, log });
  }
  return { folder, home: folder, data: join(folder, 'data'), exists: false, user, password };
}

/** Says in `folder` where its data are. Only after they are whole: a pointer to nothing is an error. */
export async function keepPointer({ folder, home }: Place): Promise<void> {
  if (home !== folder) await writeFileAtomic(join(folder, pointer), `${home}\n`);
}

async function readPointer(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, pointer), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

interface StandIn extends Pick<Place, 'folder' | 'password'> {
  readonly user: Identity;
  readonly closed: string;
  readonly log: (line: string) => void;
}

/**
 * Its name follows from the folder and its password: a second starter finds it, and so does the next start after one
 * that ended before the pointer was written; a folder that was removed and made anew does not find the old data.
 */
async function standIn({ folder, user, password, closed, log }: StandIn): Promise<Place> {
  const name = createHash('sha256').update(`${folder}\n${password}`).digest('hex').slice(0, 16);
  const home = join(sharedFolder, name);
  log(`the user of PostgreSQL cannot pass through ${closed}: the data of ${folder} are in ${home}`);
  await mkdir(home, { recursive: true });
  for (const made of [sharedFolder, home]) await chmod(made, 0o755);
  const data = join(home, 'data');
  const existing = await existingData(data);
  return { folder, home, data, exists: existing !== undefined, user: existing?.user ?? user, password };
}

/** Whose the data are; `undefined` when there are none. */
async function existingData(data: string): Promise<{ user: Identity | undefined } | undefined> {
  let owner: Identity;
  try {
    owner = await stat(data);
    if ((await readdir(data)).length === 0) return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') throw foreign(data);
    throw error;
  }
  const me = process.getuid?.();
  if (me !== undefined && !isRoot() && owner.uid !== me) throw foreign(data, owner.uid);
  return { user: isRoot() ? { uid: owner.uid, gid: owner.gid } : undefined };
}

function foreign(data: string, uid?: number): InputError {
  return new InputError({
    what: `the database in ${data} belongs to another user`,
    ...(uid === undefined ? {} : { value: `user ${uid}` }),
    expected: 'the user that started Tombola first, or root',
    mend: 'Run Tombola as that user, or name another folder with `--home DIR`.',
  });
}

/** The outermost folder of a path that a user cannot pass through. Access lists beyond the mode are not looked at. */
export async function closedFolder(path: string, { uid, gid }: Identity): Promise<string | undefined> {
  const above = dirname(path);
  if (above !== path) {
    const closed = await closedFolder(above, { uid, gid });
    if (closed !== undefined) return closed;
  }
  const { mode, uid: owner, gid: group } = await stat(path);
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
  return (mode & bit) === 0 ? path : undefined;
}
