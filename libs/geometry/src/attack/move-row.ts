import type { Vector } from '../numbers/vector';

/**
 * The shortest change r of the weights of a unit that moves its preactivation at x by so much, <r, x> = by, with no coordinate beyond
 * `most`: r_i = mu x_i, cut off, for the one mu that fits.
 *
 * @param most above 0; may be infinite
 * @returns undefined when `most` does not allow it: |by| > most |x|_1
 */
export function moveRow(x: Vector, by: number, most: number): Vector | undefined {
  if (by === 0) return x.map(() => 0);
  // Coordinates reach `most` in the order of their sizes; the k largest are cut off, and mu fits the others.
  const sizes = x.map((each) => Math.abs(each)).sort((a, b) => b - a);
  let [cut, squares] = [0, sizes.reduce((sum, size) => sum + size * size, 0)];
  for (const size of sizes) {
    const mu = (Math.abs(by) - cut) / squares;
    if (size === 0) return undefined;
    if (mu * size <= most) {
      const sign = Math.sign(by);
      return x.map((each) => sign * Math.sign(each) * Math.min(most, mu * Math.abs(each)));
    }
    cut += most * size;
    squares -= size * size;
  }
  return undefined;
}
