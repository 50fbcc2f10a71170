import { formatDensity, formatValue, prunedAreas } from '@tombola/figures';
import type { Study } from './study';
import { toObservations, type StudyLevel } from './study-level';

/** The areas under the curves of the tables that ask for them, in words; a paragraph each. */
export function areasInWords({ arms, tables }: Study, levels: readonly StudyLevel[]): string[] {
  const observations = toObservations(levels);
  const label = (arm: string) => arms.find(({ id }) => id === arm)!.label;
  return tables.flatMap(({ metric, label: name, unit, area }) => {
    const measured = observations.filter(({ metrics }) => metrics[metric] !== undefined);
    const areas = area === true ? prunedAreas(measured, metric) : undefined;
    if (areas === undefined) return [];
    const each = areas.arms.map(({ arm, summary }) => `${label(arm)} ${formatValue(summary.mean, unit)}`);
    const [from, to] = [areas.from, areas.to].map((share) => `${formatDensity(share)} %`);
    return [
      `Area under the curve of ${name}, from ${from} to ${to} of the weights gone, over that width; the mean of seeds: ${each.join(', ')}.`,
    ];
  });
}
