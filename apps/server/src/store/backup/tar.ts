import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { InputError } from '@tombola/shared';

const block = 512;

/** The largest member that is read: they are held in memory, one at a time. */
const largest = 2 ** 26;

/** A file of an archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The blocks of one regular file, in the ustar layout that every tar reads. The name has 100 ASCII letters at most. */
export function* tarMember({ name, bytes }: Member, modified: Date): Generator<Buffer> {
  if (!/^[ -~]{1,100}$/.test(name)) throw new Error(`a member cannot be called ${name}`);
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number) =>
    header.write(`${value.toString(8).padStart(digits, '0')}\0`, at, 'latin1');
  header.write(name, 0, 'latin1');
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes.length, 124, 11);
  octal(Math.floor(modified.getTime() / 1000), 136, 11);
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  octal(checksum(header), 148, 6);
  header.write(' ', 155, 'latin1');
  yield header;
  yield bytes;
  const rest = bytes.length % block;
  if (rest > 0) yield Buffer.alloc(block - rest);
}

/** What an archive ends with. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * block);
}

/** The sum of a header's bytes, where its own eight count as spaces. */
function checksum(header: Buffer): number {
  let sum = 8 * 32;
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += header[i]!;
  return sum;
}

/**
 * The regular files of a tar.gz archive, in order. The end is read too: there is the checksum over everything.
 *
 * @throws {InputError} when the archive is cut off or was changed.
 */
export async function* readTar(path: string): AsyncGenerator<Member> {
  const file = createReadStream(path);
  const stream = createGunzip();
  file.on('error', (error) => stream.destroy(error));
  file.pipe(stream);
  const bytes = new Bytes(stream);
  try {
    for (;;) {
      let member: Member | undefined;
      try {
        member = await readMember(bytes);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw error instanceof Broken || code?.startsWith('Z_') ? damaged(path, (error as Error).message) : error;
      }
      if (member === undefined) return;
      yield member;
    }
  } finally {
    file.destroy();
    stream.destroy();
  }
}

/** @param how what is wrong with the file */
export function damaged(path: string, how: string): InputError {
  return new InputError({
    what: `${path} is damaged`,
    value: how,
    expected: 'a whole backup',
    mend: 'Use another one.',
  });
}

class Broken extends Error {}

/** The next member; `undefined` after the last, when nothing but zeros follows. */
async function readMember(bytes: Bytes): Promise<Member | undefined> {
  const header = await bytes.take(block);
  if (header.every((byte) => byte === 0)) {
    for (let rest = await bytes.some(); rest !== undefined; rest = await bytes.some()) {
      if (rest.some((byte) => byte !== 0)) throw new Broken('something follows the end');
    }
    return undefined;
  }
  const text = (from: number, to: number) => header.toString('latin1', from, to).replace(/[\0 ].*$/s, '');
  const number = (from: number, to: number) => {
    const digits = text(from, to);
    if (!/^[0-7]+$/.test(digits)) throw new Broken('a header is wrong');
    return Number.parseInt(digits, 8);
  };
  if (number(148, 156) !== checksum(header) || header[156] !== 0x30) throw new Broken('a header is wrong');
  const size = number(124, 136);
  if (size > largest) throw new Broken('a member is too large');
  const content = await bytes.take(size);
  await bytes.take((block - (size % block)) % block);
  return { name: header.toString('latin1', 0, 100).replace(/\0.*$/s, ''), bytes: content };
}

/** A stream, so many bytes at a time. */
class Bytes {
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.chunks = stream[Symbol.asyncIterator]();
  }

  /** Exactly `count` bytes. */
  async take(count: number): Promise<Buffer> {
    const parts = [];
    for (let missing = count; missing > 0;) {
      const chunk = await this.some();
      if (chunk === undefined) throw new Broken('it ends too early');
      parts.push(chunk.subarray(0, missing));
      if (chunk.length > missing) this.held = chunk.subarray(missing);
      missing -= Math.min(missing, chunk.length);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** The bytes that are there next; `undefined` at the end. */
  async some(): Promise<Buffer | undefined> {
    if (this.held.length > 0) {
      const { held } = this;
      this.held = Buffer.alloc(0);
      return held;
    }
    const next = await this.chunks.next();
    return next.done ? undefined : next.value;
  }
}
