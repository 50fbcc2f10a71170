import { pareto } from '@tombola/figures';
import type { ComparedTrial } from '../compared';
import type { Group } from '../groups';
import type { Totals } from './use-totals';

/** What a ticket costs. */
export const costs = ['density', 'macs', 'kept'] as const;
export type Cost = (typeof costs)[number];

/** What a point is: a level of a trial, or of a group's mean. */
export const subjects = ['trials', 'means'] as const;
export type Subject = (typeof subjects)[number];

/** A ticket, or the tickets of a group at a level, between cost and worth. */
export interface ParetoPoint {
  readonly x: number;
  readonly y: number;
  readonly group: Group;
  readonly level: number;
  readonly density: number;
  /** The seed of a trial; of a mean none. */
  readonly seed: number | undefined;
  /** Seeds of a mean, and their spread. */
  readonly n: number;
  readonly std: number | null;
  /** Whose tickets they are. */
  readonly trials: readonly string[];
}

/**
 * All points of the groups; those whose cost is not known are left out.
 *
 * @param totals prunable weights by recipe, for the cost of kept weights
 */
export function paretoPoints(groups: readonly Group[], cost: Cost, subject: Subject, totals: Totals): ParetoPoint[] {
  return groups.flatMap((group) =>
    subject === 'means'
      ? meansOf(group, cost, totals)
      : group.trials.flatMap((trial) => pointsOf(group, trial, cost, totals)),
  );
}

/** Kept weights over all is what a density is: the weights themselves come back exactly. */
function costOf(
  cost: Cost,
  { density, macs }: { readonly density: number; readonly macs: number | null },
  total: number | undefined,
): number | null {
  if (cost === 'density') return density;
  if (cost === 'macs') return macs;
  return total === undefined ? null : density * total;
}

/** The points that no other is better than: cheaper or as cheap, and better or as good. By ascending cost. */
export function frontOf(points: readonly ParetoPoint[], lowerIsBetter: boolean): ParetoPoint[] {
  return pareto(points, { x: 'min', y: lowerIsBetter ? 'min' : 'max' });
}

function pointsOf(
  group: Group,
  { trial, seed, recipeHash, points }: ComparedTrial,
  cost: Cost,
  totals: Totals,
): ParetoPoint[] {
  return points.flatMap(({ value, level, density, macs }) => {
    const found = costOf(cost, { density, macs }, totals(recipeHash));
    const x = found === null || cost !== 'kept' ? found : Math.round(found);
    return x === null ? [] : [{ x, y: value, group, level, density, seed, n: 1, std: null, trials: [trial] }];
  });
}

function meansOf(group: Group, cost: Cost, totals: Totals): ParetoPoint[] {
  return group.levels.flatMap(({ level, density, macs, summary, seeds }) => {
    const x = costOf(cost, { density, macs }, totals(group.recipes[0]!));
    if (x === null) return [];
    const { mean, n, std } = summary;
    return [
      { x, y: mean, group, level, density, seed: undefined, n, std, trials: seeds.flatMap((each) => each.trials) },
    ];
  });
}
