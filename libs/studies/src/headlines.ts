import { aggregate, formatDensity, formatValue, type Observation } from '@tombola/figures';
import { mean, type HeadlineOut, type Unit } from '@tombola/shared';
import { pairBySeed } from './pairs';
import type { StudyPlan } from './study';

/**
 * The numbers that a paper prints with ours beside them: means over the seeds that have all of it. Headlines that no level is
 * there for, or that are of another network or other data, are left out.
 */
export function headlinesOf(
  { study, arms }: Pick<StudyPlan, 'study' | 'arms'>,
  observations: readonly Observation[],
): HeadlineOut[] {
  const label = (id: string) => study.arms.find((arm) => arm.id === id)?.label ?? id;
  return (study.headlines ?? []).flatMap((headline): HeadlineOut[] => {
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
    const value = mean(perSeed.map((pair) => pair.value));
    const own = `${formatValue(value, unit)} (${label(arm)}, ${density} %)`;
    const facts = { published, metric, unit, arm, densities: levels.map((level) => level.density), value };
    if (!against) return [{ ...facts, against: null, n: perSeed.length, here: own }];
    const other = mean(perSeed.map((pair) => pair.against));
    const here = `${own} against ${formatValue(other, unit)} (${label(against.arm)}): ${apart(value, other, unit)}`;
    return [{ ...facts, against: { arm: against.arm, value: other }, n: perSeed.length, here }];
  });
}

/** What to know when headlines are read. */
const besideThePaper = 'Its numbers are of its own protocol; what was run here stands above.';

/** Headlines as a section of a Markdown page; nothing where there are none. */
export function headlinesSection(headlines: readonly HeadlineOut[]): string[] {
  if (headlines.length === 0) return [];
  const rows = headlines.map(({ published, here, n }) => `| ${published} | ${here}, n = ${n} |`);
  return ['## Beside the paper', besideThePaper, ['| the paper | here |', '| --- | --- |', ...rows].join('\n')];
}

/** How far two means are apart: points of percentages, else how many times the other. */
function apart(ours: number, theirs: number, unit: Unit): string {
  if (unit !== 'percent') return `${(ours / theirs).toFixed(2)} times`;
  const points = (100 * (ours - theirs)).toFixed(2);
  return `${ours > theirs ? '+' : ''}${points} points`;
}
