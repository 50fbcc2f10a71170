import { statfs } from 'node:fs/promises';
import { storageError, StorageFullError } from './errors';

/**
 * Refuses when the disk of a folder would have less than `least` bytes left after `bytes` more.
 *
 * @throws {StorageFullError} @throws {StorageError} when the folder is gone.
 */
export async function requireSpace(folder: string, least: number, bytes = 0): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch((error: unknown) => {
    throw storageError(error, folder);
  });
  const free = bavail * bsize;
  if (free - bytes >= least) return;
  throw new StorageFullError({
    what: `the disk of ${folder} has too little space left`,
    value: `${megabytes(free)} MB`,
    expected: `${megabytes(least + bytes)} MB or more: the last ${megabytes(least)} MB are kept free`,
    mend: 'Remove what is not needed, or name a folder on another disk.',
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0);
}
