import { aggregate, formatDensity, formatValue, type Observation } from '@tombola/figures';
import { mean } from '@tombola/shared';
import { pairBySeed } from './pairs';
import type { Study, StudyPlan } from './study';

/**
 * The numbers that a paper prints with ours beside them, as a Markdown section: means over the seeds that have all of it.
 * Headlines that no level is there for, or that are of another network or other data, are left out; nothing where none is left.
 */
export function headlinesOf({ study, arms }: StudyPlan, observations: readonly Observation[]): string[] {
  const { headlines = [] } = study;
  const label = (id: string) => study.arms.find((arm) => arm.id === id)?.label ?? id;
  const rows = headlines.flatMap((headline) => {
    const { published, metric, unit, arm, against } = headline;
    const recipe = arms.find(({ id }) => id === arm)?.recipes[0];
    if ((headline.network ?? recipe?.network.name) !== recipe?.network.name) return [];
    if ((headline.dataset ?? recipe?.dataset.name) !== recipe?.dataset.name) return [];
    const measured = observations.filter(({ metrics }) => metrics[metric] !== undefined);
    const seeds = [...new Set(measured.map(({ seed }) => seed))];
    const compared = { ...headline, against: against ?? { value: 0 } };
    const { levels, perSeed } = pairBySeed(compared, aggregate(measured, metric), seeds);
    if (perSeed.length === 0) return [];
    const density = levels.map((level) => formatDensity(level.density)).join(' and ');
    const ours = mean(perSeed.map(({ value }) => value));
    const here = [`${formatValue(ours, unit)} (${label(arm)}, ${density} %)`];
    if (against) {
      const theirs = mean(perSeed.map((pair) => pair.against));
      here.push(` against ${formatValue(theirs, unit)} (${label(against.arm)}): ${apart(ours, theirs, unit)}`);
    }
    return [`| ${published} | ${here.join('')}, n = ${perSeed.length} |`];
  });
  if (rows.length === 0) return [];
  return [
    '## Beside the paper',
    'Its numbers are of its own protocol; what was run here stands above.',
    ['| the paper | here |', '| --- | --- |', ...rows].join('\n'),
  ];
}

/** How far two means are apart: points of percentages, else how many times the other. */
function apart(ours: number, theirs: number, unit: Study['tables'][number]['unit']): string {
  if (unit !== 'percent') return `${(ours / theirs).toFixed(2)} times`;
  const points = (100 * (ours - theirs)).toFixed(2);
  return `${ours > theirs ? '+' : ''}${points} points`;
}
