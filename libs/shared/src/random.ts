import { sha256 } from '@noble/hashes/sha2.js';

// Looked up once: in sandboxes such as a test runner's, a look-up of a global costs more than a draw.
const { imul, log, sqrt } = Math;

/** Where a stream stands: four 32-bit words, and the second half of a normal pair when one waits. */
export interface RandomState {
  readonly words: readonly [number, number, number, number];
  readonly spare?: number;
}

/**
 * A seeded stream of random numbers: xoshiro128** (Blackman and Vigna, 2021), period 2^128 - 1.
 *
 * Streams are named, so that what one consumer draws never shifts another: `randomStream(7, 'init', 'dense_1')` and
 * `randomStream(7, 'order')` are independent, and the same on every machine.
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;
  private spare: number | undefined;

  constructor(state: RandomState) {
    this.state = state;
  }

  get state(): RandomState {
    const words = [this.a >>> 0, this.b >>> 0, this.c >>> 0, this.d >>> 0] as const;
    return this.spare === undefined ? { words } : { words, spare: this.spare };
  }

  set state({ words, spare }: RandomState) {
    [this.a, this.b, this.c, this.d] = words.map((word) => word | 0) as [number, number, number, number];
    this.spare = spare;
  }

  /** An integer in [0, 2^32). */
  uint32(): number {
    const scrambled = imul(this.b, 5);
    const result = imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A number in [0, 1) with 53 random bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** An unbiased integer in [0, n), 1 <= n <= 2^32. */
  integer(n: number): number {
    const limit = 4294967296 - (4294967296 % n);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % n;
  }

  /** A standard normal number, by Marsaglia's polar method. */
  normal(): number {
    if (this.spare !== undefined) {
      const spare = this.spare;
      this.spare = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const r = x * x + y * y;
      if (r > 0 && r < 1) {
        const scale = sqrt((-2 * log(r)) / r);
        this.spare = y * scale;
        return x * scale;
      }
    }
  }

  /** A uniformly random order of 0 .. n-1 (Fisher and Yates). */
  permutation(n: number): Uint32Array {
    return this.shuffle(Uint32Array.from({ length: n }, (_, i) => i));
  }

  /** Shuffles in place, every order equally likely, and returns the same array. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
    return items;
  }
}

/** The stream of a seed and a path of names. Different seeds or paths give independent streams. */
export function randomStream(seed: number, ...path: (string | number)[]): RandomStream {
  const digest = sha256(new TextEncoder().encode(JSON.stringify(['tombola', seed, ...path])));
  const view = new DataView(digest.buffer, digest.byteOffset);
  const words = [
    view.getUint32(0, true),
    view.getUint32(4, true),
    view.getUint32(8, true),
    view.getUint32(12, true) | 1,
  ];
  return new RandomStream({ words: words as unknown as RandomState['words'] });
}
