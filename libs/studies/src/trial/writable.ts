import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InputError } from '@tombola/shared';

/** Makes a results folder where there is none. @throws {InputError} when nothing can be written into it. */
export async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Checks that a results folder can be written, or made. Changes nothing. @throws {InputError} when it cannot. */
export async function checkWritable(folder: string): Promise<void> {
  let at = resolve(folder);
  for (;;) {
    try {
      await access(at, constants.W_OK | constants.X_OK);
      if ((await stat(at)).isDirectory()) return;
      throw Object.assign(new Error(`${at} is no folder`), { code: 'ENOTDIR' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(at) === at) throw unwritable(folder, error);
      at = dirname(at);
    }
  }
}

function unwritable(folder: string, error: unknown): InputError {
  return new InputError(
    {
      what: 'the results folder cannot be written',
      value: folder,
      expected: 'a folder that files can be put into',
      mend: `Name another with --results (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
    },
    { cause: error },
  );
}
