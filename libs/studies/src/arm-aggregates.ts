import { aggregate, type Observation } from '@tombola/figures';
import { meanInterval, type ArmAggregateOut } from '@tombola/shared';
import type { Study } from './study';

/** An observation with the trial that it is of, `HASH-sSEED`. */
export interface TrialObservation extends Observation {
  readonly trial: string;
}

/**
 * A metric of every arm of a study over all seeds, never a sample of them, in the order of its declaration. Levels that
 * lack the metric are left out.
 */
export function armAggregates(
  { arms: declared }: Pick<Study, 'arms'>,
  observations: readonly TrialObservation[],
  metric: string,
): ArmAggregateOut[] {
  const measured = observations.filter(({ metrics }) => Number.isFinite(metrics[metric]));
  const trials = new Map(measured.map(({ arm, draw, seed, trial }) => [keyOf(arm, draw, seed), trial]));
  const arms = new Map(aggregate(measured, metric).map((each) => [each.arm, each.levels]));
  return declared.map(({ id: arm }) => ({
    arm,
    metric,
    levels: (arms.get(arm) ?? []).map(({ level, density, summary, seeds, members }) => ({
      level,
      density,
      summary: { ...summary, interval: intervalOf(seeds.map(({ value }) => value)) },
      members: members.map(({ seed, draw, value }) => ({
        trial: trials.get(keyOf(arm, draw, seed))!,
        seed,
        draw,
        value,
      })),
    })),
  }));
}

function keyOf(arm: string, draw: number, seed: number): string {
  return `${arm} ${draw} ${seed}`;
}

function intervalOf(values: readonly number[]): [number, number] | null {
  if (values.length < 2) return null;
  const [low, high] = meanInterval(values, 0.95);
  return [low, high];
}
