import { readFile } from 'node:fs/promises';
import { InputError } from '@tombola/shared';

/** The same bytes as a plain array: slices of a Node Buffer are views where decoders mean copies. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The contents of a file.
 *
 * @throws {InputError} when it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return plainBytes(await readFile(path));
  } catch (error) {
    throw new InputError(
      { what: `${path} cannot be read`, expected: 'a file', mend: 'Check the path.' },
      { cause: error },
    );
  }
}
