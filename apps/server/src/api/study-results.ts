import { aggregate, type Observation } from '@tombola/figures';
import { meanInterval, type ArmAggregateOut, type LevelState, type Study } from '@tombola/shared';
import { judgeStudy, type JudgedClaim } from '@tombola/studies';
import type { StudyParts } from './study-rows';

/** A level of a study as it is stored. */
export interface StoredLevel {
  readonly id: string;
  readonly trial: string;
  readonly level: number;
  readonly parent: string | null;
  readonly state: LevelState;
  readonly step: number;
  readonly steps: number;
  readonly density: number | null;
  readonly metrics: Readonly<Record<string, number>> | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** A finished level with its place in a study; one that several trials share is there for each of them. */
export interface PlacedLevel<L extends StoredLevel = StoredLevel> {
  readonly arm: string;
  readonly draw: number;
  readonly seed: number;
  readonly trial: string;
  readonly level: L;
}

/** Puts the finished levels of a study to its arms, in the order of arms, draws, seeds and levels. */
export function placeLevels<L extends StoredLevel>(
  arms: StudyParts['arms'],
  levels: readonly L[],
  isControl: (trial: string) => boolean,
): PlacedLevel<L>[] {
  const byId = new Map(levels.map((level) => [level.id, level]));
  const byTrial = new Map<string, L[]>();
  for (const level of levels) {
    const own = byTrial.get(level.trial);
    if (own === undefined) byTrial.set(level.trial, [level]);
    else own.push(level);
  }
  return arms.flatMap(({ id: arm, trials }) =>
    trials.flatMap(({ trial, seed, draw }) => {
      const own = byTrial.get(trial) ?? [];
      // Level 0 of a method is another trial's: the dense one of the same recipe. Controls have none.
      const shared = isControl(trial) ? [] : own.flatMap(({ parent }) => byId.get(parent ?? '') ?? []);
      const dense = shared.find(({ level, trial: of }) => level === 0 && of !== trial);
      const all = (dense === undefined ? own : [dense, ...own]).filter(({ state }) => state === 'done');
      return all.sort((a, b) => a.level - b.level).map((level) => ({ arm, draw, seed, trial, level }));
    }),
  );
}

/** What claims and tables are made from. */
export function observationsOf(placed: readonly PlacedLevel[]): Observation[] {
  return placed.map(({ arm, draw, seed, level: { level, density, metrics } }) => ({
    arm,
    draw,
    seed,
    level,
    density: density ?? NaN,
    metrics: metrics ?? {},
  }));
}

/** A metric of every arm over all seeds, never a sample of them. Levels that lack the metric are left out. */
export function aggregateMetric(study: Study, placed: readonly PlacedLevel[], metric: string): ArmAggregateOut[] {
  const measured = placed.filter(({ level }) => Number.isFinite(level.metrics?.[metric]));
  const trials = new Map(measured.map(({ arm, draw, seed, trial }) => [keyOf(arm, draw, seed), trial]));
  const arms = new Map(aggregate(observationsOf(measured), metric).map((each) => [each.arm, each.levels]));
  return study.arms.map(({ id: arm }) => ({
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

/** The claims of a study, in its order. One whose metric was not measured is not decided. */
export function judgeClaims(study: Study, observations: readonly Observation[]): JudgedClaim[] {
  const isMeasured = ({ metric, arm, against }: Study['claims'][number]) =>
    observations.every(
      (each) => (each.arm !== arm && each.arm !== against.arm) || Number.isFinite(each.metrics[metric]),
    );
  const measured = new Set(study.claims.filter(isMeasured));
  const judged = judgeStudy({ ...study, claims: [...measured] }, observations).values();
  return study.claims.map((claim) => {
    if (measured.has(claim)) return judged.next().value!;
    const [blank] = judgeStudy({ ...study, claims: [claim] }, []);
    return { ...blank!, reason: `${claim.metric} was not measured in every level.` };
  });
}
