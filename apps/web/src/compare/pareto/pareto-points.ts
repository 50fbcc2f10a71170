import { pareto } from '@tombola/figures';
import type { ComparedTrial } from '../compared';
import type { Group } from '../groups';

/** What a ticket costs. */
export const costs = ['density', 'macs'] as const;
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

/** All points of the groups; those whose cost is not known are left out. */
export function paretoPoints(groups: readonly Group[], cost: Cost, subject: Subject): ParetoPoint[] {
  return groups.flatMap((group) =>
    subject === 'means' ? meansOf(group, cost) : group.trials.flatMap((trial) => pointsOf(group, trial, cost)),
  );
}

/** The points that no other is better than: cheaper or as cheap, and better or as good. By ascending cost. */
export function frontOf(points: readonly ParetoPoint[], lowerIsBetter: boolean): ParetoPoint[] {
  return pareto(points, { x: 'min', y: lowerIsBetter ? 'min' : 'max' });
}

function pointsOf(group: Group, { trial, seed, points }: ComparedTrial, cost: Cost): ParetoPoint[] {
  return points.flatMap(({ value, level, density, ...point }) => {
    const x = cost === 'density' ? density : point.macs;
    return x === null ? [] : [{ x, y: value, group, level, density, seed, n: 1, std: null, trials: [trial] }];
  });
}

function meansOf(group: Group, cost: Cost): ParetoPoint[] {
  return group.levels.flatMap(({ level, density, macs, summary, seeds }) => {
    const x = cost === 'density' ? density : macs;
    if (x === null) return [];
    const { mean, n, std } = summary;
    return [
      { x, y: mean, group, level, density, seed: undefined, n, std, trials: seeds.flatMap((each) => each.trials) },
    ];
  });
}
