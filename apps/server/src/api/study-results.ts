import type { LevelResult, LevelState } from '@tombola/shared';
import type { StudyLevel, TrialObservation } from '@tombola/studies';
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

/** What claims and tables are made from. A number that is none, of a training that diverged, counts as not measured. */
export function observationsOf(placed: readonly PlacedLevel[]): TrialObservation[] {
  return placed.map(({ arm, draw, seed, trial, level: { level, density, metrics } }) => ({
    trial,
    arm,
    draw,
    seed,
    level,
    density: density ?? NaN,
    metrics: Object.fromEntries(Object.entries(metrics ?? {}).filter(([, value]) => Number.isFinite(value))),
  }));
}

export type Matrices = NonNullable<LevelResult['matrices']>;

/** What is stored of a level beside what its study's page is made from. */
export interface AlsoStored {
  readonly matrices?: Matrices | undefined;
  /** How it came about: what reports say of it. */
  readonly record?: LevelResult['record'];
}

/** A finished level as reports have it: without its layers and its history, which they do not show. */
export function studyLevelOf(
  { arm, draw, seed, level }: PlacedLevel,
  { matrices, record = {} }: AlsoStored = {},
): StudyLevel {
  const result: LevelResult = {
    format: 'tombola-level-1',
    key: keyOf(level.id),
    seed,
    level: level.level,
    density: level.density ?? NaN,
    layers: {},
    metrics: { ...level.metrics },
    ...(matrices && { matrices }),
    history: [],
    record,
  };
  return { arm, draw, result };
}

/** `HASH-sSEED-lLEVEL` as results folders have it. */
function keyOf(level: string): string {
  return level.replace('-s', '/seed-').replace('-l', '/level-');
}
