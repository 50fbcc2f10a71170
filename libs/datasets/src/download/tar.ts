import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { InputError } from '@tombola/shared';
import { writeAtomic } from '../write-atomic';

const block = 512;

/** The largest member that is read: those of data sets are held in memory, one at a time. */
const largest = 2 ** 28;

/**
 * Writes the named members of a tar.gz archive into a folder, each under its last name and atomically. Everything else
 * in the archive is skipped: only names that the caller lists can ever be written.
 *
 * @throws {InputError} when the archive is damaged or lacks a member.
 */
export async function unpack(archive: string, folder: string, members: readonly string[]): Promise<void> {
  const wanted = new Set(members);
  try {
    for await (const { name, bytes } of entries(archive, wanted)) {
      await writeAtomic(join(folder, basename(name)), bytes);
      wanted.delete(name);
      if (wanted.size === 0) return;
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code?.startsWith('Z_') || cause instanceof Damaged) {
      throw new InputError(
        { what: `${archive} is damaged`, value: (cause as Error).message, expected: 'a whole tar.gz archive' },
        { cause },
      );
    }
    throw cause;
  }
  throw new InputError({ what: `${archive} lacks ${[...wanted].join(', ')}`, expected: members.join(', ') });
}

class Damaged extends Error {}

/** The wanted regular files of an archive in the ustar layout. */
async function* entries(archive: string, wanted: ReadonlySet<string>): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const file = createReadStream(archive);
  const stream = createGunzip();
  file.on('error', (error) => stream.destroy(error));
  file.pipe(stream);
  let header: Buffer = Buffer.alloc(0);
  let entry: { name: string; size: number; parts: Buffer[] | undefined } | undefined;
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let at = 0;
      while (at < chunk.length) {
        if (entry === undefined) {
          const take = Math.min(block - header.length, chunk.length - at);
          header = Buffer.concat([header, chunk.subarray(at, at + take)]);
          at += take;
          if (header.length < block) continue;
          entry = parse(header, wanted);
          header = Buffer.alloc(0);
          read = 0;
        } else {
          const padded = Math.ceil(entry.size / block) * block;
          const take = Math.min(padded - read, chunk.length - at);
          entry.parts?.push(chunk.subarray(at, Math.min(at + take, at + Math.max(0, entry.size - read))));
          at += take;
          read += take;
        }
        if (entry !== undefined && read === Math.ceil(entry.size / block) * block) {
          if (entry.parts) yield { name: entry.name, bytes: Buffer.concat(entry.parts) };
          entry = undefined;
        }
      }
    }
    if (entry !== undefined || header.length > 0) throw new Damaged('it ends inside a member');
  } finally {
    file.destroy();
    stream.destroy();
  }
}

/** A member's header; `undefined` for the blocks of zeros at the end. */
function parse(header: Buffer, wanted: ReadonlySet<string>) {
  if (header.every((byte) => byte === 0)) return undefined;
  const text = (from: number, to: number) => header.toString('latin1', from, to).replace(/\0.*$/s, '');
  const octal = (from: number, to: number) => {
    const digits = text(from, to).trim();
    if (!/^[0-7]+$/.test(digits)) throw new Damaged(`a header number is ${JSON.stringify(digits)}`);
    return Number.parseInt(digits, 8);
  };
  // The checksum counts its own eight bytes as spaces.
  let sum = 8 * 32;
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += header[i]!;
  if (sum !== octal(148, 156)) throw new Damaged('a header checksum is wrong');
  const prefix = text(257, 262) === 'ustar' ? text(345, 500) : '';
  const name = (prefix ? `${prefix}/` : '') + text(0, 100);
  const regular = header[156] === 0x30 || header[156] === 0;
  const size = octal(124, 136);
  const keep = regular && wanted.has(name);
  if (keep && size > largest) throw new Damaged(`${name} is larger than ${largest} bytes`);
  return { name, size, parts: keep ? ([] as Buffer[]) : undefined };
}
