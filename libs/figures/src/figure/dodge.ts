/**
 * Moves labels apart: positions in the order of `wanted` that are `gap` or more from each other, lie in [low, high] and
 * move as little as possible (least squares: pooling adjacent violators). When they do not fit, they start at `low` and
 * overflow `high`.
 */
export function dodge(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]! || i - j);
  // Less its rank times the gap, a position only has to be no smaller than the one before it.
  const pools: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    let pool = { sum: wanted[index]! - rank * gap, size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
    }
    pools.push(pool);
  });
  const room = Math.max(low, high - (wanted.length - 1) * gap);
  const placed = new Array<number>(wanted.length);
  let rank = 0;
  for (const { sum, size } of pools) {
    const base = Math.min(room, Math.max(low, sum / size));
    for (let i = 0; i < size; i++, rank++) placed[order[rank]!] = base + rank * gap;
  }
  return placed;
}
