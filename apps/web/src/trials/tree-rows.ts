import type { LevelState, StudyPage } from '@tombola/shared';
import type { Matcher } from '../curves/matching';
import type { PageLevel, StudyArm, StudyTrial } from './study-trials';
import { trialState } from './trial-state';

/** At which level metrics are compared: the last that is done, or a number. */
export type At = 'last' | number;

export interface ArmRow {
  readonly kind: 'arm';
  readonly key: string;
  readonly arm: StudyArm;
  readonly open: boolean;
}
export interface TrialRow {
  readonly kind: 'trial';
  readonly key: string;
  readonly arm: StudyArm;
  readonly trial: StudyTrial;
  readonly open: boolean;
}
export interface LevelRow {
  readonly kind: 'level';
  readonly key: string;
  readonly arm: StudyArm;
  readonly trial: StudyTrial;
  readonly level: PageLevel;
}
/** A row of the tree, in the order in which rows stand below one another. */
export type TreeRow = ArmRow | TrialRow | LevelRow;

export interface TreeFilter {
  /** Levels in one of these states; none: all. */
  readonly states: readonly LevelState[];
  /** Ids; none: all. */
  readonly arms: readonly string[];
  readonly matcher: Matcher;
}

/** The arms with those trials and levels that the filter leaves; without any they are left out, too. */
export function filterArms(arms: readonly StudyArm[], { states, arms: wanted, matcher }: TreeFilter): StudyArm[] {
  const isWanted = ({ state }: PageLevel) => states.length === 0 || states.includes(state);
  return arms
    .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    .map((arm) => {
      const trials = arm.trials
        .filter(({ id }) => matcher.matches(`${arm.label} ${arm.id} ${id}`))
        .map((trial) => ({ ...trial, levels: trial.levels.filter(isWanted) }))
        .filter(({ levels }) => states.length === 0 || levels.length > 0);
      return { ...arm, trials };
    })
    .filter(({ trials }) => trials.length > 0);
}

/** The level at which a trial's metrics are shown. */
export function levelAt({ levels }: StudyTrial, at: At): PageLevel | undefined {
  return at === 'last' ? levels.findLast(({ state }) => state === 'done') : levels.find(({ level }) => level === at);
}

type Aggregate = StudyPage['aggregates'][number]['levels'][number];

/** The mean of an arm: at its last level that as many seeds have as any, or at a number. */
export function aggregateAt(
  aggregates: StudyPage['aggregates'],
  arm: string,
  metric: string,
  at: At,
): Aggregate | undefined {
  const levels = aggregates.find((each) => each.arm === arm && each.metric === metric)?.levels ?? [];
  if (at !== 'last') return levels.find(({ level }) => level === at);
  const most = Math.max(...levels.map(({ summary }) => summary.n));
  return levels.findLast(({ summary }) => summary.n === most);
}

/** By what trials are sorted: `seed`, `state`, `steps`, `finished` or a metric; a minus before it turns it round. */
export function sortArms(
  arms: readonly StudyArm[],
  order: string,
  at: At,
  aggregates: StudyPage['aggregates'],
): StudyArm[] {
  const by = order.replace(/^-/, '');
  const sign = order.startsWith('-') ? -1 : 1;
  const compare =
    <T>(valueOf: (each: T) => number | string | null) =>
    (a: T, b: T) => {
      const [x, y] = [valueOf(a), valueOf(b)];
      // What has no value stands last, whatever the direction.
      if (x === null || y === null) return (x === null ? 1 : 0) - (y === null ? 1 : 0);
      return sign * (x < y ? -1 : x > y ? 1 : 0);
    };
  const sorted = arms.map((arm) => ({
    ...arm,
    trials: arm.trials.toSorted(compare((trial) => trialValue(trial, by, at))),
  }));
  const metrics = new Set(aggregates.map(({ metric }) => metric));
  if (!metrics.has(by)) return sorted;
  return sorted.sort(compare(({ id }) => aggregateAt(aggregates, id, by, at)?.summary.mean ?? null));
}

function trialValue(trial: StudyTrial, by: string, at: At): number | string | null {
  const { levels, seed, draw } = trial;
  switch (by) {
    case 'seed':
      return seed + draw / 1000;
    case 'state':
      return trialState(levels);
    case 'steps':
      return levels.reduce((sum, { step }) => sum + step, 0);
    case 'finished':
      return finishedAt(trial);
    default:
      return levelAt(trial, at)?.metrics?.[by] ?? null;
  }
}

/** When the last of its levels ended; null while one has not. */
export function finishedAt({ levels }: StudyTrial): string | null {
  const moments = levels.map((level) => level.finishedAt);
  return moments.includes(null) ? null : (moments.toSorted().at(-1) ?? null);
}

/** The rows that are seen: everything below what is open. */
export function treeRows(arms: readonly StudyArm[], open: ReadonlySet<string>): TreeRow[] {
  return arms.flatMap((arm): TreeRow[] => {
    const armRow: ArmRow = { kind: 'arm', key: arm.id, arm, open: open.has(arm.id) };
    if (!armRow.open) return [armRow];
    const below = arm.trials.flatMap((trial): TreeRow[] => {
      const key = trialKey(arm, trial);
      const trialRow: TrialRow = { kind: 'trial', key, arm, trial, open: open.has(key) };
      if (!trialRow.open) return [trialRow];
      const levels = trial.levels.map((level): LevelRow => ({
        kind: 'level',
        key: `${key}/${level.level}`,
        arm,
        trial,
        level,
      }));
      return [trialRow, ...levels];
    });
    return [armRow, ...below];
  });
}

/** Arms may share a trial: its row is named by both. */
const trialKey = (arm: StudyArm, trial: StudyTrial): string => `${arm.id}/${trial.id}`;

/** The key of the row above it in the tree; undefined for an arm. */
export function parentKey(row: TreeRow): string | undefined {
  if (row.kind === 'arm') return undefined;
  return row.kind === 'trial' ? row.arm.id : trialKey(row.arm, row.trial);
}
