/**
 * The n-th smallest of numbers, counted from 1, without sorting them: two passes over their bits, 16 at a time. -0 is +0.
 *
 * @param values no NaN among them
 * @param n 1 .. values.length
 */
export function nthSmallest(values: Float32Array, n: number): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const high = new Uint32Array(1 << 16);
  for (const word of words) high[orderOf(word) >>> 16]!++;
  const [top, left] = bucketOf(high, n);
  const low = new Uint32Array(1 << 16);
  for (const word of words) {
    const order = orderOf(word);
    if (order >>> 16 === top) low[order & 0xffff]!++;
  }
  const [bottom] = bucketOf(low, left);
  return numberOf(((top << 16) | bottom) >>> 0);
}

/** A number that orders as the float of these bits does: the sign bit turned over, negative ones turned around. */
function orderOf(word: number): number {
  if (word === 0x80000000) return word;
  return (word & 0x80000000 ? ~word : word | 0x80000000) >>> 0;
}

function numberOf(order: number): number {
  const word = order & 0x80000000 ? order ^ 0x80000000 : ~order;
  return new Float32Array(Uint32Array.of(word).buffer)[0]!;
}

/** The bucket in which the n-th lies, and its place in it. */
function bucketOf(counts: Uint32Array, n: number): readonly [bucket: number, left: number] {
  let left = n;
  let bucket = 0;
  while (left > counts[bucket]!) left -= counts[bucket++]!;
  return [bucket, left];
}
