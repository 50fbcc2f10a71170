import type { Observation } from '@tombola/figures';
import type { LevelState, Study } from '@tombola/shared';
import { judgeStudy, judging, type JudgedClaim, type TrialObservation } from '@tombola/studies';
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
export function observationsOf(placed: readonly PlacedLevel[]): TrialObservation[] {
  return placed.map(({ arm, draw, seed, trial, level: { level, density, metrics } }) => ({
    trial,
    arm,
    draw,
    seed,
    level,
    density: density ?? NaN,
    metrics: metrics ?? {},
  }));
}

/** The claims of a study, in its order, judged in steps. One whose metric was not measured is not decided. */
export function* judgingClaims(
  study: Study,
  observations: readonly Observation[],
): Generator<void, JudgedClaim[], void> {
  const isMeasured = ({ metric, arm, against }: Study['claims'][number]) =>
    observations.every(
      (each) =>
        (each.arm !== arm && !('arm' in against && each.arm === against.arm)) || Number.isFinite(each.metrics[metric]),
    );
  const measured = new Set(study.claims.filter(isMeasured));
  const judged = (yield* judging({ ...study, claims: [...measured] }, observations)).values();
  return study.claims.map((claim) => {
    if (measured.has(claim)) return judged.next().value!;
    const [blank] = judgeStudy({ ...study, claims: [claim] }, []);
    return { ...blank!, reason: `${claim.metric} was not measured in every level.` };
  });
}
