import type { Point } from '../numbers/ring';

/** Two sets of rays from one point, matched. */
export interface RayMatching {
  /** The mean angle over the larger set, in radians: that of matched rays, and pi for each that has no partner. 0 without rays. */
  readonly mean: number;
  readonly pairs: readonly { readonly first: number; readonly second: number; readonly angle: number }[];
  /** How many rays of the larger set have no partner. */
  readonly unmatched: number;
}

/**
 * The matching of two sets of rays with the least sum of angles, such as the rays of two decision boundaries: each ray of the smaller set
 * gets a partner. By the Hungarian method, O(n^3).
 */
export function matchRays(first: readonly Point[], second: readonly Point[]): RayMatching {
  if (first.length > second.length) {
    const { pairs, ...rest } = matchRays(second, first);
    return { ...rest, pairs: pairs.map((pair) => ({ ...pair, first: pair.second, second: pair.first })) };
  }
  const angles = first.map((a) => second.map((b) => angleBetween(a, b)));
  const pairs = assignment(angles).map((k, i) => ({ first: i, second: k, angle: angles[i]![k]! }));
  const unmatched = second.length - first.length;
  const sum = pairs.reduce((total, { angle }) => total + angle, unmatched * Math.PI);
  return { mean: second.length === 0 ? 0 : sum / second.length, pairs, unmatched };
}

/** The angle between two directions, 0 to pi. */
export function angleBetween(a: Point, b: Point): number {
  return Math.atan2(Math.abs(a[0] * b[1] - a[1] * b[0]), a[0] * b[0] + a[1] * b[1]);
}

/** For each row a column of its own with the least sum of costs (Kuhn 1955), rows at most as many as columns. */
function assignment(costs: readonly (readonly number[])[]): number[] {
  const [m, n] = [costs.length, costs[0]?.length ?? 0];
  const [rowPrice, columnPrice] = [new Float64Array(m), new Float64Array(n)];
  const rowOf = new Int32Array(n).fill(-1);
  for (let row = 0; row < m; row++) {
    // The cheapest way from this row to a free column, by Dijkstra's algorithm with reduced costs.
    const distance = new Float64Array(n).fill(Infinity);
    const before = new Int32Array(n).fill(-1);
    const done = new Uint8Array(n);
    let [at, reached, last] = [row, 0, -1];
    do {
      let nearest = -1;
      for (let k = 0; k < n; k++) {
        if (done[k]) continue;
        const way = reached + costs[at]![k]! - rowPrice[at]! - columnPrice[k]!;
        if (way < distance[k]!) [distance[k], before[k]] = [way, last];
        if (nearest < 0 || distance[k]! < distance[nearest]!) nearest = k;
      }
      done[nearest] = 1;
      [last, reached, at] = [nearest, distance[nearest]!, rowOf[nearest]!];
    } while (at >= 0);
    rowPrice[row]! += reached;
    for (let k = 0; k < n; k++) {
      if (!done[k]) continue;
      columnPrice[k]! += distance[k]! - reached;
      if (rowOf[k]! >= 0) rowPrice[rowOf[k]!]! += reached - distance[k]!;
    }
    for (let k = last; k >= 0; k = before[k]!) rowOf[k] = before[k]! < 0 ? row : rowOf[before[k]!]!;
  }
  const columns = new Array<number>(m).fill(-1);
  rowOf.forEach((row, k) => {
    if (row >= 0) columns[row] = k;
  });
  return columns;
}
