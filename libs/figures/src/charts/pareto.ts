import { groupBy } from '@tombola/shared';

/** A point of a trade-off: what it costs against what it gives, in any units. */
export interface TradeOff {
  readonly x: number;
  readonly y: number;
}

/** Which end of each axis is the better one. */
export interface Directions {
  readonly x: 'min' | 'max';
  readonly y: 'min' | 'max';
}

/**
 * The points that no other is better than: another dominates a point when it is at least as good on both axes and
 * better on one. Compared exactly; equal points are all kept. By ascending x, equal points in their order; points with a
 * coordinate that is not finite are left out.
 */
export function pareto<P extends TradeOff>(points: readonly P[], better: Directions): P[] {
  const [signX, signY] = [better.x, better.y].map((end) => (end === 'min' ? 1 : -1)) as [number, number];
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const columns = [...groupBy(finite, ({ x }) => x)].sort(([a], [b]) => signX * (a - b));
  let best = Infinity;
  const front = columns.map(([, column]) => {
    const least = column.reduce((low, { y }) => Math.min(low, signY * y), Infinity);
    if (least >= best) return [];
    best = least;
    return column.filter(({ y }) => signY * y === least);
  });
  return (better.x === 'min' ? front : front.reverse()).flat();
}
