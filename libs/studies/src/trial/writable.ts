import { access, constants, mkdir } from 'node:fs/promises';
import { InputError } from '@tombola/shared';

/** Makes a results folder where there is none. @throws {InputError} when nothing can be written into it. */
export async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new InputError(
      {
        what: 'the results folder cannot be written',
        value: folder,
        expected: 'a folder that files can be put into',
        mend: `Name another with --results (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
      },
      { cause: error },
    );
  }
}
