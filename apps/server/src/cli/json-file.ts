import { readFile } from 'node:fs/promises';
import { InputError } from '@tombola/shared';

/** The JSON value of a file, which an error calls `what`. @throws {InputError} when there is none. */
export async function jsonIn(path: string, what: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(
      { what: `${what} cannot be read`, value: path, expected: 'a JSON file', mend: (error as Error).message },
      { cause: error },
    );
  }
}
