import type { Cell } from '../lib/download';
import type { Metric } from './metric-columns';
import type { StudyArm } from './study-trials';

const columns = [
  'arm',
  'trial',
  'seed',
  'draw',
  'level',
  'id',
  'state',
  'density',
  'step',
  'steps',
  'startedAt',
  'finishedAt',
];

export const exportHeader = (metrics: readonly Metric[]): string[] => [...columns, ...metrics.map(({ id }) => id)];

/** Every level of the trials, a row each, open or not. */
export function exportRows(arms: readonly StudyArm[], metrics: readonly Metric[]): Cell[][] {
  return arms.flatMap((arm) =>
    arm.trials.flatMap(({ id: trial, seed, draw, levels }) =>
      levels.map(({ id, level, state, density, step, steps, startedAt, finishedAt, metrics: values }) => [
        ...[arm.id, trial, seed, draw, level, id, state, density, step, steps, startedAt, finishedAt],
        ...metrics.map((metric) => values?.[metric.id] ?? null),
      ]),
    ),
  );
}
