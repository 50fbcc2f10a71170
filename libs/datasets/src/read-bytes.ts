import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InputError } from '@tombola/shared';

const unzip = promisify(gunzip);

/** No file of a data set is larger than this when uncompressed; a gzip that claims more is refused. */
const largest = 2 ** 30;

/** What every damaged file can be mended with. */
export const fetchAgain = 'Download it again with `tombola data get NAME`, or give another folder with `--data DIR`.';

/**
 * The contents of a file, unpacked when they are gzip (told by the first two bytes, not by the name).
 *
 * @throws {InputError} when the file is missing, unreadable, a broken gzip or larger than 1 GiB.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  let stored: Buffer;
  try {
    stored = await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new InputError(
      {
        what: code === 'ENOENT' ? `${path} does not exist` : `${path} cannot be read`,
        value: code,
        expected: 'a readable file',
        mend: fetchAgain,
      },
      { cause },
    );
  }
  if (stored[0] !== 0x1f || stored[1] !== 0x8b) return plain(stored);
  try {
    return plain(await unzip(stored, { maxOutputLength: largest }));
  } catch (cause) {
    throw new InputError(
      {
        what: `${path} is a broken gzip file`,
        value: cause instanceof Error ? cause.message : cause,
        expected: 'a complete gzip stream of at most 1 GiB',
        mend: fetchAgain,
      },
      { cause },
    );
  }
}

/** SHA-256 as 64 hexadecimal digits, natively: contents are tens of megabytes. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
