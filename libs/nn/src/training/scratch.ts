/**
 * Memory that is filled, read and filled again. To get 32 MB anew for every call costs more than to fill them: the system
 * hands them out page by page, each cleared first.
 */
export class Scratch {
  private free: Float32Array[] = [];

  /** So many numbers, of whatever values; nobody else has them until they are given back. */
  take(length: number): Float32Array {
    const at = this.free.findIndex((block) => block.length >= length);
    const block = at < 0 ? new Float32Array(length) : this.free.splice(at, 1)[0]!;
    return block.subarray(0, length);
  }

  /** Gives back what was taken; who reads it later reads something else. */
  give(taken: readonly Float32Array[]): void {
    // What is no longer asked for makes way: of one size at a time there are as many as are taken together.
    this.free = taken.map(({ buffer }) => new Float32Array(buffer));
  }
}
