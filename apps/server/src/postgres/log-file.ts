import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A log larger than this is put aside at the next start, over the one before. */
const largest = 10 * 2 ** 20;

/** The file that PostgreSQL writes its log to. */
export class LogFile {
  private constructor(
    readonly path: string,
    /** The file's size when it was opened: what follows is of this start. */
    private readonly start: number,
  ) {}

  static async open(folder: string): Promise<LogFile> {
    const path = join(folder, 'postgres.log');
    const size = async () => (await stat(path).catch(() => undefined))?.size ?? 0;
    if ((await size()) > largest) await rename(path, `${path}.1`);
    return new LogFile(path, await size());
  }

  /** The last lines since it was opened; nothing when it is gone. */
  async tail(lines = 12): Promise<string> {
    const file = await open(this.path).catch(() => undefined);
    if (file === undefined) return '';
    try {
      const { size } = await file.stat();
      const from = Math.max(this.start, size - 8192);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - from)), 0, undefined, from);
      return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-lines).join('\n');
    } finally {
      await file.close();
    }
  }
}
