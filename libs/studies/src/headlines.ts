import { aggregate, formatDensity, formatValue, type Observation } from '@tombola/figures';
import { mean, type HeadlineOut, type Study, type Unit } from '@tombola/shared';
import { pairBySeed } from './pairs';
import type { StudyPlan } from './study';

/** What an arm is trained on, by names. */
export interface TrainedOn {
  readonly network: string;
  readonly dataset: string;
}

/**
 * The numbers that a paper prints with ours beside them: means over the seeds that have all of it. Headlines that no level is
 * there for, or that are of another network or other data, are left out.
 *
 * @param trainedOn of each arm that is trained
 */
export function headlinesOf(
  study: Study,
  trainedOn: ReadonlyMap<string, TrainedOn>,
  observations: readonly Observation[],
): HeadlineOut[] {
  const label = (id: string) => study.arms.find((arm) => arm.id === id)?.label ?? id;
  return (study.headlines ?? []).flatMap((headline): HeadlineOut[] => {
    const { published, metric, unit, arm, against } = headline;
    const on = trainedOn.get(arm);
    if (on === undefined || (headline.network ?? on.network) !== on.network) return [];
    if ((headline.dataset ?? on.dataset) !== on.dataset) return [];
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

/** What the arms of a plan are trained on. */
export function trainedOn({ arms }: StudyPlan): Map<string, TrainedOn> {
  return new Map(
    arms.map(({ id, recipes: [recipe] }) => [id, { network: recipe!.network.name, dataset: recipe!.dataset.name }]),
  );
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
