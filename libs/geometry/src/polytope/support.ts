import type { Ring } from '../numbers/ring';
import { dot, type Vector } from '../numbers/vector';

/** The support function of points, or of their hull: the greatest product with u, and the first point that has it. */
export function support<T>(
  ring: Ring<T>,
  points: readonly Vector<T>[],
  u: Vector<T>,
): { readonly value: T; readonly at: number } | undefined {
  let best: { value: T; at: number } | undefined;
  points.forEach((point, at) => {
    const value = dot(ring, point, u);
    if (best === undefined || ring.compare(value, best.value) > 0) best = { value, at };
  });
  return best;
}

/** The support function of the zonotope start + sum of [0, g]: <start, u> + sum of max(0, <g, u>). O(n d), no vertices needed. */
export function zonotopeSupport<T>(ring: Ring<T>, generators: readonly Vector<T>[], start: Vector<T>, u: Vector<T>): T {
  return generators.reduce(
    (sum, generator) => {
      const product = dot(ring, generator, u);
      return ring.sign(product) > 0 ? ring.add(sum, product) : sum;
    },
    dot(ring, start, u),
  );
}
