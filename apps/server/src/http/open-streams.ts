import { HttpError } from './http-error';

/** The live streams of this process: how many each caller has, and how each is ended. */
export class OpenStreams {
  private readonly counts = new Map<string, number>();
  private readonly ends = new Set<() => void>();
  private ended = false;

  /** @param limit most streams of one caller at a time */
  constructor(private readonly limit: number) {}

  /** Streams that are open. */
  get size(): number {
    return this.ends.size;
  }

  /**
   * Counts one more stream.
   *
   * @param key whose it is; `undefined` is not limited
   * @param end called once when the server stops, at once when it has
   * @returns to be called when the stream is over, any number of times
   * @throws {HttpError} TOO_MANY_REQUESTS
   */
  open(key: string | undefined, end: () => void): () => void {
    const count = key === undefined ? 0 : (this.counts.get(key) ?? 0);
    if (count >= this.limit) {
      throw new HttpError('TOO_MANY_REQUESTS', {
        what: 'these are too many streams at a time',
        expected: `at most ${this.limit}`,
        mend: 'Close one. Several tabs can share a stream.',
      });
    }
    if (key !== undefined) this.counts.set(key, count + 1);
    const once = () => end();
    this.ends.add(once);
    if (this.ended) end();
    return () => {
      if (!this.ends.delete(once) || key === undefined) return;
      const left = this.counts.get(key)! - 1;
      if (left === 0) this.counts.delete(key);
      else this.counts.set(key, left);
    };
  }

  /** Ends all streams, and those that are opened later at once. */
  endAll(): void {
    this.ended = true;
    for (const end of [...this.ends]) end();
  }
}
