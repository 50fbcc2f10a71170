/** How many upper bits of a float are looked at first: its sign, its exponent and two bits more. */
const BITS = 11;
const COUNTERS = 1 << BITS;
const NEGATIVE = COUNTERS / 2;

/**
 * The n-th smallest of numbers, counted from 1, without sorting them: by their upper bits first, then by the next ones of those
 * that agree so far. -0 is +0.
 *
 * @param values no NaN among them
 * @param n 1 .. values.length
 */
export function nthSmallest(values: Float32Array, n: number): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = countBits(words, 32 - BITS);
  let before = 0;
  // Of negative numbers the largest bits are the smallest number.
  for (let bits = COUNTERS - 1; bits >= NEGATIVE; before += counts[bits--]!) {
    if (before + counts[bits]! < n) continue;
    const alike = withBits(words, 32 - BITS, bits, counts[bits]!);
    return floatOf(nthWord(alike, alike.length + 1 - (n - before)));
  }
  let bits = 0;
  while (before + counts[bits]! < n) before += counts[bits++]!;
  return floatOf(nthWord(withBits(words, 32 - BITS, bits, counts[bits]!), n - before));
}

/** The n-th smallest of words that have their first bits in common. */
function nthWord(words: Uint32Array, n: number): number {
  let [alike, left] = [words, n];
  for (const shift of [32 - 2 * BITS, 0]) {
    if (alike.length === 1) break;
    const counts = countBits(alike, shift);
    let bits = 0;
    while (left > counts[bits]!) left -= counts[bits++]!;
    alike = withBits(alike, shift, bits, counts[bits]!);
  }
  return alike[0]!;
}

function countBits(words: Uint32Array, shift: number): Uint32Array {
  const counts = new Uint32Array(COUNTERS);
  for (let i = 0; i < words.length; i++) counts[(words[i]! >>> shift) & (COUNTERS - 1)]!++;
  return counts;
}

function withBits(words: Uint32Array, shift: number, bits: number, count: number): Uint32Array {
  if (count === words.length) return words;
  const found = new Uint32Array(count);
  let filled = 0;
  for (let i = 0; filled < count; i++) {
    if (((words[i]! >>> shift) & (COUNTERS - 1)) === bits) found[filled++] = words[i]!;
  }
  return found;
}

function floatOf(word: number): number {
  // + 0 makes one zero of both.
  return new Float32Array(Uint32Array.of(word).buffer)[0]! + 0;
}
