import { mean, type MatrixData, type MatrixSpec } from '@tombola/shared';
import { aggregate } from '../aggregate';
import type { Observation } from '../observation';

/**
 * The numbers of a matrix of arms: means over levels within each seed, then over seeds. Undefined while no arm of it has any.
 */
export function matrixOfArms(
  { metric, densities: [low, high], columns, rows }: Extract<MatrixSpec, { kind: 'arms' }>,
  observations: readonly Observation[],
): MatrixData | undefined {
  const shown = observations.filter(
    ({ density, metrics }) => density >= low && density <= high && metrics[metric] !== undefined,
  );
  const means = new Map(
    aggregate(shown, metric).map(({ arm, levels }) => [arm, mean(levels.map(({ summary }) => summary.mean))]),
  );
  const values = rows.map(({ arms }) => columns.map((_, i) => means.get(arms[i] ?? '') ?? null));
  if (values.flat().every((value) => value === null)) return undefined;
  return { rows: rows.map(({ label }) => label), columns: [...columns], values };
}
