interface Entry<T> {
  /** The value is of this revision or of a later one; infinite until that of a first value is known. */
  revision: number;
  readonly value: Promise<T>;
  weight: number;
}

type Weigh<T> = (value: T) => number | undefined;

/**
 * Values that hold for one revision of what they are of: the newest of each, the ones used last, as many as weigh no
 * more than the limit together. Who asks while a value is made waits for it, and never gets one of an earlier revision
 * than the one that he asks for.
 */
export class RevisionCache<T> {
  /** In the order of use, the last one at the end. */
  private readonly entries = new Map<string, Entry<T>>();
  private total = 0;

  /** @param limit of the weights together */
  constructor(private readonly limit: number) {}

  /** How many values are kept. */
  get size(): number {
    return this.entries.size;
  }

  /** Whether a value is kept or made, of whatever revision. */
  has(id: string): boolean {
    return this.entries.has(id);
  }

  /**
   * The value of a revision. What fails is made again by the next who asks.
   *
   * @param make makes the value of this revision or of a later one
   * @param weigh undefined for a value that only those get who wait for it now
   */
  async get(id: string, revision: number, make: () => Promise<T>, weigh: Weigh<T>): Promise<T> {
    const found = this.entries.get(id);
    // A later revision's value answers a reader who looked at the revision a moment earlier.
    if (found === undefined || found.revision < revision) {
      return this.keep(id, { revision, value: make(), weight: 0 }, weigh);
    }
    this.entries.delete(id);
    this.entries.set(id, found);
    const value = await found.value;
    // A first value may have been read before a change that this reader has seen.
    return found.revision < revision ? this.get(id, revision, make, weigh) : value;
  }

  /** Keeps the first value of something, which is read together with its revision. */
  first(id: string, value: Promise<T>, revisionOf: (value: T) => number, weigh: Weigh<T>): Promise<T> {
    const entry: Entry<T> = {
      revision: Infinity,
      value: value.then((made) => {
        entry.revision = revisionOf(made);
        return made;
      }),
      weight: 0,
    };
    return this.keep(id, entry, weigh);
  }

  private keep(id: string, entry: Entry<T>, weigh: Weigh<T>): Promise<T> {
    this.drop(id);
    this.entries.set(id, entry);
    entry.value.then(
      (value) => {
        if (this.entries.get(id) !== entry) return;
        const weight = weigh(value);
        if (weight === undefined) return this.drop(id);
        entry.weight = weight;
        this.total += weight;
        for (const old of this.entries.keys()) {
          if (this.total <= this.limit) break;
          this.drop(old);
        }
      },
      () => {
        if (this.entries.get(id) === entry) this.drop(id);
      },
    );
    return entry.value;
  }

  private drop(id: string): void {
    this.total -= this.entries.get(id)?.weight ?? 0;
    this.entries.delete(id);
  }
}
