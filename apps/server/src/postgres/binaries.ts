import { execFile } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '@tombola/shared';
import { copyNative, readLinks } from './native-copy';
import { programEnvironment } from './environment';
import type { Identity } from './identity';
import { isRoot } from './identity';
import { sharedFolder } from './place';
import { ownDatabase, platformPackage, programIn, type PlatformPackage } from './platform';

/** Programs of PostgreSQL that run here. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** The major version, such as 18. */
  readonly major: number;
}

export interface BinariesOptions {
  /** The user that will run them; `undefined` for the user of this process. */
  readonly user: Identity | undefined;
  /** The last place for a copy of the programs, where the user surely can read: beside the data. */
  readonly home: string;
  readonly log: (line: string) => void;
  readonly platform?: PlatformPackage;
  /** Where copies of the programs are kept for all clusters of the user. */
  readonly cache?: string;
}

/**
 * The package's own programs where they can run, else a copy of them. They cannot when the package's install script did
 * not run (it makes the symbolic links to the shared libraries), or when the server's user cannot reach the package.
 *
 * @throws {InputError} when they run nowhere.
 */
export async function findBinaries({ user, home, log, ...options }: BinariesOptions): Promise<Binaries> {
  const platform = options.platform ?? platformPackage();
  const native = join(platform.folder, 'native');
  const problems: string[] = [];
  const attempt = async (folder: string): Promise<Binaries | undefined> => {
    try {
      return await binariesIn(folder, user);
    } catch (error) {
      problems.push((error as Error).message.trim());
      return undefined;
    }
  };
  const linked = (await readLinks(platform)).every(({ path }) => lstatSync(path, { throwIfNoEntry: false }));
  const own = linked ? await attempt(native) : undefined;
  if (own) return own;
  for (const place of [options.cache ?? cacheFolder(), home]) {
    const copy = join(place, `${platform.name.replace(/.*\//, 'postgresql-')}-${platform.version}`);
    try {
      if (!existsSync(copy)) {
        log(`copying the programs of PostgreSQL to ${copy}`);
        await copyNative(platform, copy);
      }
    } catch (error) {
      problems.push((error as Error).message);
      continue;
    }
    const binaries = await attempt(copy);
    if (binaries) return binaries;
  }
  throw new InputError({
    what: `the programs of ${platform.name} do not run here`,
    value: problems.at(-1),
    expected: 'a machine that they were made for, and a folder to put them in',
    mend: ownDatabase,
  });
}

/** Asking for the version is the test: it needs the program, its libraries, and a way there. */
async function binariesIn(native: string, user: Identity | undefined): Promise<Binaries> {
  const postgres = programIn(native, 'postgres');
  const { stdout } = await promisify(execFile)(postgres, ['--version'], {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: native,
    env: programEnvironment(),
  });
  const major = /PostgreSQL\) (\d+)/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`${postgres} --version printed ${stdout}`);
  return { initdb: programIn(native, 'initdb'), pgCtl: programIn(native, 'pg_ctl'), postgres, major: Number(major) };
}

/** Root's own cache would be out of reach for the server's user. */
function cacheFolder(): string {
  if (isRoot()) return sharedFolder;
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'tombola');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/tombola');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'tombola');
}
