/** Things 0 .. size-1, some of which are tied to one another (disjoint sets). */
export class Ties {
  private readonly parents: Int32Array;

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  /** The lowest of all that are tied to it. */
  find(thing: number): number {
    let first = thing;
    while (this.parents[first] !== first) first = this.parents[first]!;
    for (let at = thing; at !== first;) {
      const next = this.parents[at]!;
      this.parents[at] = first;
      at = next;
    }
    return first;
  }

  /** Ties `count` pairs. */
  each(count: number, pair: (i: number) => readonly [number, number]): void {
    for (let i = 0; i < count; i++) {
      const [a, b] = pair(i);
      const [first, second] = [this.find(a), this.find(b)];
      this.parents[Math.max(first, second)] = Math.min(first, second);
    }
  }
}
