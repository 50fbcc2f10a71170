import { groupBy, mean, type MatrixData, type MatrixSpec } from '@tombola/shared';
import { aggregate, type ArmAggregate } from '../aggregate';
import type { Observation } from '../observation';

/**
 * The numbers of a matrix of arms: means over levels within each seed, then over the seeds that have every level that any
 * seed of the arm has. Undefined while no arm has any.
 */
export function matrixOfArms(
  { metric, densities: [low, high], columns, rows }: Extract<MatrixSpec, { kind: 'arms' }>,
  observations: readonly Observation[],
): MatrixData | undefined {
  const shown = observations.filter(
    ({ density, metrics }) => density >= low && density <= high && metrics[metric] !== undefined,
  );
  const arms = new Map(aggregate(shown, metric).map((each) => [each.arm, completeSeeds(each)]));
  const cells = rows.map(({ arms: names }) => columns.map((_, i) => arms.get(names[i] ?? '') ?? []));
  const counts = cells.flatMap((row) => row.map(({ length }) => length)).filter((count) => count > 0);
  if (counts.length === 0) return undefined;
  return {
    rows: rows.map(({ label }) => label),
    columns: [...columns],
    values: cells.map((row) => row.map((seeds) => (seeds.length === 0 ? null : mean(seeds)))),
    n: [Math.min(...counts), Math.max(...counts)],
  };
}

/** The mean over levels of each seed that has all of them. */
function completeSeeds({ levels }: ArmAggregate): number[] {
  const bySeed = groupBy(
    levels.flatMap(({ seeds }) => seeds),
    ({ seed }) => seed,
  );
  return [...bySeed.values()]
    .filter(({ length }) => length === levels.length)
    .map((seeds) => mean(seeds.map(({ value }) => value)));
}
