import { createHash } from 'node:crypto';
import type { Summary } from './format';
import type { Member } from './tar';

/** The members of an archive, with a look at the next one. */
export class Members {
  private next: Promise<Member | undefined> | undefined;

  constructor(private readonly source: AsyncGenerator<Member>) {}

  peek(): Promise<Member | undefined> {
    return (this.next ??= this.source.next().then(({ done, value }) => (done ? undefined : value)));
  }

  async take(): Promise<Member | undefined> {
    const member = await this.peek();
    this.next = undefined;
    return member;
  }

  async close(): Promise<void> {
    await this.source.return(undefined);
  }
}

/** The rows of one table, as its members bring them. */
export class TableRows {
  private readonly hash = createHash('sha256');
  private bytes = 0;
  /** What kept `read` from going on. A COPY that is fed with it reports in its place that it was given up. */
  failure: unknown;

  constructor(
    private readonly members: Members,
    private readonly folder: string,
  ) {}

  async *read(): AsyncGenerator<Buffer> {
    try {
      while ((await this.members.peek())?.name.startsWith(this.folder)) {
        const { bytes } = (await this.members.take())!;
        this.hash.update(bytes);
        this.bytes += bytes.length;
        yield bytes;
      }
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  async skip(): Promise<void> {
    const chunks = this.read();
    while (!(await chunks.next()).done);
  }

  /** @param rows how many the database counted */
  sum(rows: number): Summary['tables'][string] {
    return { rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
