/**
 * Values that hold for one revision of what they are of: the newest of each, the ones used last, as many as weigh no
 * more than the limit together. Who asks while a value is made waits for it.
 */
export class RevisionCache<T> {
  /** In the order of use, the last one at the end. */
  private readonly entries = new Map<string, { revision: number; value: Promise<T>; weight: number }>();
  private total = 0;

  /** @param limit of the weights together */
  constructor(private readonly limit: number) {}

  /** How many values are kept. */
  get size(): number {
    return this.entries.size;
  }

  /**
   * The value of a revision. What fails is made again by the next who asks.
   *
   * @param make makes the value of this revision or of a later one
   */
  get(id: string, revision: number, make: () => Promise<T>, weigh: (value: T) => number): Promise<T> {
    const found = this.entries.get(id);
    // A later revision's value answers a reader who looked at the revision a moment earlier.
    if (found !== undefined && found.revision >= revision) {
      this.entries.delete(id);
      this.entries.set(id, found);
      return found.value;
    }
    this.drop(id);
    const entry = { revision, value: make(), weight: 0 };
    this.entries.set(id, entry);
    entry.value.then(
      (value) => {
        if (this.entries.get(id) !== entry) return;
        entry.weight = weigh(value);
        this.total += entry.weight;
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
