import { groupBy, type ArmAggregateOut } from '@tombola/shared';
import type { Observation } from './observation';

/**
 * The observations that the API's aggregates were made from: those of several metrics become one where arm, seed, draw
 * and level agree. Density is known a level, so every seed has the mean over seeds: what is drawn of them is the same.
 */
export function observationsFromAggregates(aggregates: readonly ArmAggregateOut[]): Observation[] {
  const shares = aggregates.flatMap(({ arm, metric, levels }) =>
    levels.flatMap(({ level, density, members }) =>
      members.map(({ trial, seed, draw, value }) => ({
        observation: { arm, seed, draw, trial, level, density },
        measured: [metric, value] as const,
      })),
    ),
  );
  const groups = groupBy(shares, ({ observation: { arm, seed, draw, level } }) =>
    JSON.stringify([arm, seed, draw, level]),
  );
  return [...groups.values()].map((group) => ({
    ...group[0]!.observation,
    metrics: Object.fromEntries(group.map(({ measured }) => measured)),
  }));
}
