const { imul } = Math;

/** Four 32-bit words. */
export type PhiloxWords = readonly [number, number, number, number];

/**
 * Random words of a counter: Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3,
 * SC 2011, section 4.2). Every counter has its own words, independent of the others, so that what is drawn for one thing
 * depends on nothing that was drawn before.
 *
 * @param counter four 32-bit words that say what is drawn for.
 * @param key two 32-bit words of a seed.
 * @returns words in [0, 2^32).
 */
export function philox(counter: PhiloxWords, key: readonly [number, number]): PhiloxWords {
  let [a, b, c, d] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round++) {
    const [highA, lowA] = [multiplyHigh(0xd2511f53, a), imul(0xd2511f53, a)];
    const [highC, lowC] = [multiplyHigh(0xcd9e8d57, c), imul(0xcd9e8d57, c)];
    [a, b, c, d] = [(highC ^ b ^ k0) >>> 0, lowC >>> 0, (highA ^ d ^ k1) >>> 0, lowA >>> 0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 bits of the product of two 32-bit words, by halves: a double holds no product of 64 bits. */
function multiplyHigh(x: number, y: number): number {
  const [x1, x0] = [x >>> 16, x & 0xffff];
  const [y1, y0] = [y >>> 16, y & 0xffff];
  const middle = x1 * y0 + ((x0 * y0) >>> 16);
  const other = x0 * y1 + (middle & 0xffff);
  return x1 * y1 + Math.floor(middle / 65536) + Math.floor(other / 65536);
}
