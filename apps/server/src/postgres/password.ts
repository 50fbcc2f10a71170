import { randomBytes } from 'node:crypto';
import { link, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';

/**
 * The password of the cluster's superuser, from the file `password` that only this user can read. It is made before the
 * cluster is, once: of two processes that make it at a time, both get the one that was there first.
 */
export async function clusterPassword(folder: string, { make }: { make: boolean }): Promise<string> {
  const file = join(folder, 'password');
  const found = await read(file);
  if (found !== undefined) return found;
  if (!make) {
    throw new InputError({
      what: `the password of the database in ${folder} is gone`,
      value: file,
      expected: 'the file that was written when the database was made',
      mend: 'Bring it back, or move the folder away and restore a backup.',
    });
  }
  // Letters and digits: it stands in a URL.
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFileAtomic(temporary, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
  return (await read(file))!;
}

async function read(file: string): Promise<string | undefined> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (/^[0-9a-f]{48}$/.test(text)) return text;
  throw new InputError({ what: `${file} is damaged`, expected: 'a line of 48 hexadecimal digits' });
}
