import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { directions, edgesOf, type Directions } from './directions';
import type { Polygon } from './polygon';

/** A zonogon and which generators its edges are. */
export interface Zonogon<T = number> {
  /** From the lowest vertex, the leftmost of the lowest, on: m directions make 2m vertices, one a segment, none a point. */
  readonly vertices: Polygon<T>;
  /** The generators by direction: edge k, and its opposite k + m, is the sum of those of line k. */
  readonly directions: Directions;
}

/**
 * The zonogon start + sum of [0, g] over the generators g, in O(n log n). Zero generators are left out, parallel ones make one
 * edge. Which vertices there are is decided from the generators, not from their rounded sums.
 *
 * @throws {InputError} for a coordinate that is NaN or infinite.
 */
export function zonogon<T>(
  numbers: Numbers<T>,
  generators: readonly Point<T>[],
  start: Point<T> = [numbers.zero, numbers.zero],
): Zonogon<T> {
  for (const generator of generators) checkFinite(numbers, generator, 'a generator');
  checkFinite(numbers, start, 'the start of a zonogon');
  const sorted = directions(numbers, generators);
  const edges = edgesOf(numbers, generators, sorted);
  const down = generators.filter((_, i) => sorted.flipped[i]);
  const xs = rightSide(numbers, start[0], down, edges, 0);
  const ys = rightSide(numbers, start[1], down, edges, 1);
  const m = edges.length;
  const { add, subtract } = numbers;
  const vertices = xs.map((x, k): Point<T> => [x, ys[k]!]);
  // The left side is the right side turned about the centre.
  for (let k = 1; k < m; k++) {
    vertices.push([subtract(add(xs[0]!, xs[m]!), xs[k]!), subtract(add(ys[0]!, ys[m]!), ys[k]!)]);
  }
  return { vertices, directions: sorted };
}

/** One coordinate of the vertices from the lowest to the highest, counter-clockwise. */
function rightSide<T>(
  { partialSums }: Numbers<T>,
  start: T,
  down: readonly Point<T>[],
  edges: readonly Point<T>[],
  axis: 0 | 1,
): T[] {
  const lowest = partialSums(
    start,
    down.map((generator) => generator[axis]),
  );
  return partialSums(
    lowest[lowest.length - 1]!,
    edges.map((edge) => edge[axis]),
  );
}

/**
 * Which generators make up vertex k of a zonogon, one byte each: those with a positive product with the outer normals there.
 * Zero generators never do.
 */
export function generatorsAt({ count, order, starts, flipped }: Directions, k: number): Uint8Array {
  const on = new Uint8Array(flipped.length);
  const half = k <= count;
  const passed = starts[half ? k : k - count]!;
  order.forEach((i, place) => {
    // On the way up a line that is passed has its upright vectors, one that is not its flipped ones; on the way down it is opposite.
    const upright = place < passed === half;
    on[i] = upright === (flipped[i] === 0) ? 1 : 0;
  });
  return on;
}
