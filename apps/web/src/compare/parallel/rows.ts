import { levelIdOf, type Compared } from '../compared';
import { pointAt } from '../at';
import type { Group } from '../groups';
import type { View } from '../use-view';

/** What an axis has of a row; null: nothing. */
export type Value = number | string | null;

/** A trial at the level that is looked at. */
export interface ParallelRow {
  readonly trial: string;
  readonly seed: number;
  readonly level: number;
  readonly group: Group;
  /** By the id of an axis. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Ids of axes: members of recipes, metrics, and what every level has. */
export const memberAxis = (path: string): string => `r.${path}`;
export const metricAxis = (name: string): string => `m.${name}`;
export const plainAxes = { density: 'weights remaining', macs: 'MACs', level: 'level', seed: 'seed' } as const;

/**
 * The trials of the groups that are shown, each at the level that is looked at.
 *
 * @param others answers about further metrics, by name.
 */
export function parallelRows(
  { compared, groups, metric, at, lowerIsBetter }: View,
  others: ReadonlyMap<string, Compared>,
): ParallelRow[] {
  const measured = [...others].map(([name, other]) => [name, valuesByLevel(other)] as const);
  return groups.flatMap((group) =>
    group.trials.flatMap(({ trial, seed, recipeHash, points }): ParallelRow[] => {
      const point = pointAt(points, group, at, lowerIsBetter);
      if (point === undefined) return [];
      const { level, density, macs, value } = point;
      const values: Record<string, Value> = { density, macs, level, seed, [metricAxis(metric)]: value };
      for (const { path, values: own } of compared.members) values[memberAxis(path)] = plain(own.get(recipeHash));
      for (const [name, all] of measured) values[metricAxis(name)] = all.get(levelIdOf(trial, level)) ?? null;
      return [{ trial, seed, level, group, values }];
    }),
  );
}

function valuesByLevel({ trials }: Compared): Map<string, number> {
  return new Map(
    trials.flatMap(({ trial, points }) => points.map(({ level, value }) => [levelIdOf(trial, level), value] as const)),
  );
}

/** Lists and truths are what they are written as. */
function plain(value: unknown): Value {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
