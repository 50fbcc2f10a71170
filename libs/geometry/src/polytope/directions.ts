import type { Point, Ring } from '../numbers/ring';

/**
 * Vectors sorted by the angle of their lines, 0 to pi, parallel ones together. Zero vectors are left out. A vector that points
 * downwards, or to the left, counts as its opposite: it is flipped.
 */
export interface Directions {
  /** Number of different lines. */
  readonly count: number;
  /** Indices of the vectors by ascending angle, then by index. */
  readonly order: Uint32Array;
  /** Line k has the vectors order[starts[k]] .. order[starts[k + 1] - 1]. */
  readonly starts: Uint32Array;
  /** For each vector, 1 when it is flipped. */
  readonly flipped: Uint8Array;
}

/**
 * Sorts vectors by the exact angle of their lines, O(n log n): by an approximate angle first, then neighbours change places
 * wherever their cross product says so.
 */
export function directions<T>(ring: Ring<T>, vectors: readonly Point<T>[]): Directions {
  const { sign, negate, zero, cross } = ring;
  const flipped = new Uint8Array(vectors.length);
  const keys = new Float64Array(vectors.length);
  const used = new Uint32Array(vectors.length);
  const upright: Point<T>[] = new Array<Point<T>>(vectors.length);
  let n = 0;
  vectors.forEach(([x, y], i) => {
    const [signX, signY] = [sign(x), sign(y)];
    upright[i] = [x, y];
    if (signX === 0 && signY === 0) return;
    if (signY < 0 || (signY === 0 && signX < 0)) {
      flipped[i] = 1;
      upright[i] = [negate(x), signY === 0 ? zero : negate(y)];
    }
    keys[i] = slant(ring.toNumber(upright[i][0]), ring.toNumber(upright[i][1]));
    used[n++] = i;
  });
  const order = used.subarray(0, n).sort((i, j) => keys[i]! - keys[j]! || i - j);
  const starts = [0];
  for (let k = 1; k < n; k++) {
    const i = order[k]!;
    let place = k;
    for (; place > 0; place--) {
      const j = order[place - 1]!;
      const turn = cross(upright[j]!, upright[i]!);
      if (turn > 0 || (turn === 0 && j < i)) break;
      order[place] = j;
    }
    order[place] = i;
  }
  for (let k = 1; k < n; k++) if (cross(upright[order[k - 1]!]!, upright[order[k]!]!) > 0) starts.push(k);
  if (n > 0) starts.push(n);
  return { count: starts.length - 1, order, starts: Uint32Array.from(starts), flipped };
}

/** Grows with the angle of (x, y), y >= 0, from -1 to 1. */
function slant(x: number, y: number): number {
  const scale = Math.max(Math.abs(x), y);
  const key = -x / scale / (Math.abs(x) / scale + y / scale);
  // Integers beyond all floats: any place will do, it is mended.
  return Number.isNaN(key) ? 0 : key;
}

/** The sum of the vectors of each line, flipped ones turned round: what a zonogon's edges are. */
export function edgesOf<T>(ring: Ring<T>, vectors: readonly Point<T>[], { count, order, starts, flipped }: Directions) {
  const { add, subtract, zero } = ring;
  return Array.from({ length: count }, (_, k): Point<T> => {
    let sumX = zero;
    let sumY = zero;
    for (let place = starts[k]!; place < starts[k + 1]!; place++) {
      const i = order[place]!;
      const vector = vectors[i]!;
      sumX = flipped[i] ? subtract(sumX, vector[0]) : add(sumX, vector[0]);
      sumY = flipped[i] ? subtract(sumY, vector[1]) : add(sumY, vector[1]);
    }
    return [sumX, sumY];
  });
}
