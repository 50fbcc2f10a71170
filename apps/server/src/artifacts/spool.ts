import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { storageError } from './errors';

/**
 * Gives `use` an empty file that only this process has: its name is removed before the first byte is written, so that
 * the system frees it however the process ends.
 *
 * @throws {StorageError} when the folder cannot be written.
 */
export async function withSpool<T>(folder: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await nameless(folder).catch((error: unknown) => {
    throw storageError(error, folder);
  });
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function nameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `tombola-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}
