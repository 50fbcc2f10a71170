import { groupBy, InputError, mean, summary, type Summary } from '@tombola/shared';
import { checkObservations, valueOf, type Observation } from './observation';

/** A point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** The area under an arm's curve of a metric against the share of weights that are gone. */
export interface PrunedArea {
  readonly arm: string;
  /** By ascending seed; in the metric's unit. */
  readonly seeds: readonly { readonly seed: number; readonly value: number }[];
  readonly summary: Summary;
}

/** The areas of arms, and between which shares they were taken. */
export interface PrunedAreas {
  readonly from: number;
  readonly to: number;
  readonly arms: readonly PrunedArea[];
}

/**
 * The mean height of a curve between two places: the area under its points joined by straight lines, over the distance.
 *
 * @param points of at least two different x
 * @param range within the points' own
 * @throws {InputError} for another one.
 */
export function meanHeight(points: readonly CurvePoint[], [from, to]: readonly [number, number]): number {
  const curve = [...points].sort((a, b) => a.x - b.x);
  if (curve.length < 2 || !(from < to) || from < curve[0]!.x || to > curve.at(-1)!.x) {
    throw new InputError({
      what: 'a curve has no area there',
      value: [from, to],
      expected: curve.length < 2 ? 'a curve of two points or more' : `places from ${curve[0]!.x} to ${curve.at(-1)!.x}`,
    });
  }
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    const [a, b] = [curve[i - 1]!, curve[i]!];
    const [left, right] = [Math.max(a.x, from), Math.min(b.x, to)];
    if (!(left < right)) continue;
    const at = (x: number) => a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y);
    area += ((at(left) + at(right)) / 2) * (right - left);
  }
  return area / (to - from);
}

/**
 * The area under the curve of accuracy against pruning (AUC), by which Alfarra et al. (arXiv 2002.08838) compare methods: of each seed,
 * draws of a level averaged, over the shares of pruned weights that all curves have, and divided by their width, so that it is in the
 * metric's unit. Arms with a seed of one level, which is no curve, are left out.
 *
 * @returns undefined when no shares are common to the curves, or there are none
 * @throws {InputError} as `aggregate`
 */
export function prunedAreas(observations: readonly Observation[], metric: string): PrunedAreas | undefined {
  checkObservations(observations);
  const arms = [...groupBy(observations, ({ arm }) => arm)].flatMap(([arm, ofArm]) => {
    const seeds = [...groupBy(ofArm, ({ seed }) => seed)].sort(([a], [b]) => a - b);
    const curves = seeds.map(([seed, ofSeed]) => ({ seed, points: curveOf(ofSeed, metric) }));
    return curves.every(({ points }) => new Set(points.map(({ x }) => x)).size >= 2) ? [{ arm, curves }] : [];
  });
  const shares = arms.flatMap(({ curves }) => curves.map(({ points }) => points.map(({ x }) => x)));
  const from = Math.max(...shares.map((xs) => Math.min(...xs)));
  const to = Math.min(...shares.map((xs) => Math.max(...xs)));
  if (shares.length === 0 || from >= to) return undefined;
  const areas = arms.map(({ arm, curves }): PrunedArea => {
    const seeds = curves.map(({ seed, points }) => ({ seed, value: meanHeight(points, [from, to]) }));
    return { arm, seeds, summary: summary(seeds.map(({ value }) => value)) };
  });
  return { from, to, arms: areas };
}

function curveOf(observations: readonly Observation[], metric: string): CurvePoint[] {
  return [...groupBy(observations, ({ level }) => level)].map(([, draws]) => ({
    x: 1 - mean(draws.map(({ density }) => density)),
    y: mean(draws.map((draw) => valueOf(draw, metric))),
  }));
}
