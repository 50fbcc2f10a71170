import { DamagedError, type TicketWeights, type WeightPopulation } from '@tombola/shared';

type Parameter = TicketWeights['parameters'][number];

/** A parameter of a ticket before and after its training; all arrays are as long as the mask. */
export interface TrainedWeights {
  readonly parameter: string;
  readonly shape: readonly number[];
  /** 1 keeps a weight. */
  readonly mask: ArrayLike<number>;
  /** What the level started from; 0 where nothing is kept. */
  readonly initial: ArrayLike<number>;
  readonly final: ArrayLike<number>;
  /** The same parameter of the dense level that the ticket descends from. */
  readonly origin?: ArrayLike<number> | undefined;
}

/**
 * Histograms of one parameter over common bins. The initial weights of removed positions are those of the dense level,
 * as long as the ticket has that level's weights where it keeps any: a control with new ones has not.
 *
 * @throws {DamagedError} when the arrays differ in length.
 */
export function weightHistograms({ parameter, shape, mask, ...weights }: TrainedWeights, bins: number): Parameter {
  const { initial, final } = weights;
  const total = mask.length;
  for (const { length } of [initial, final]) {
    if (length === total) continue;
    throw new DamagedError({ what: `${parameter} and its mask differ in size`, value: length, expected: `${total}` });
  }
  const kept = (i: number) => mask[i] !== 0;
  const { count, changed } = signs(mask, initial, final);
  const dense = count === total ? initial : weights.origin;
  const origin = descends(mask, initial, dense) ? dense : undefined;
  const edges = edgesOf(Math.max(extent(final, kept), extent(initial, kept), extent(origin ?? [])), bins);
  return {
    parameter,
    shape: [...shape],
    kept: count,
    total,
    edges,
    final: populationOf(final, edges, kept),
    initial: {
      kept: populationOf(initial, edges, kept),
      all: origin === undefined ? null : populationOf(origin, edges),
    },
    signsChanged: count === 0 ? null : changed / count,
  };
}

function descends(
  mask: ArrayLike<number>,
  initial: ArrayLike<number>,
  origin: ArrayLike<number> | undefined,
): origin is ArrayLike<number> {
  if (origin?.length !== mask.length) return false;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0 && !Object.is(initial[i], origin[i])) return false;
  return true;
}

function signs(mask: ArrayLike<number>, initial: ArrayLike<number>, final: ArrayLike<number>) {
  let [count, changed] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    count++;
    // Signs, not the product: that of two small numbers is 0.
    if (Math.sign(initial[i]!) * Math.sign(final[i]!) < 0) changed++;
  }
  return { count, changed };
}

/** The largest magnitude of the finite values that count. */
function extent(values: ArrayLike<number>, counts: (i: number) => boolean = () => true): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size > most && Number.isFinite(size) && counts(i)) most = size;
  }
  return most;
}

/** Bins of one width from -most to most; from -1 to 1 when there is nothing but zeros. */
function edgesOf(most: number, bins: number): number[] {
  const half = most === 0 ? 1 : most;
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? half : half * ((2 * i) / bins - 1)));
}

function populationOf(
  values: ArrayLike<number>,
  edges: readonly number[],
  counts: (i: number) => boolean = () => true,
): WeightPopulation {
  const bins = edges.length - 1;
  const half = edges[bins]!;
  const histogram = Array<number>(bins).fill(0);
  let [n, notFinite, mean, squares] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!counts(i)) continue;
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    // Welford's way: no difference of two large sums.
    const before = value - mean;
    mean += before / ++n;
    squares += before * (value - mean);
    let bin = Math.min(bins - 1, Math.floor(((value / half + 1) / 2) * bins));
    // The edges decide, not the rounding of the quotient.
    while (value < edges[bin]!) bin--;
    while (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    histogram[bin]!++;
  }
  return {
    n,
    notFinite,
    mean: n === 0 ? null : mean,
    std: n < 2 ? null : Math.sqrt(squares / (n - 1)),
    counts: histogram,
  };
}
