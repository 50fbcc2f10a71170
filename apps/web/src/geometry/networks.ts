import type { StudyPage } from '@tombola/shared';
import { armsOf, type PageLevel } from '../trials/study-trials';

/** The networks of one seed of an arm, round by round. */
export interface ArmNetworks {
  readonly arm: string;
  readonly label: string;
  /** Ascending; the first trial of the seed where a control is drawn several times. */
  readonly rounds: readonly PageLevel[];
}

/** What of a study is looked at. */
export interface Networks {
  readonly seeds: readonly number[];
  readonly seed: number;
  readonly arms: readonly ArmNetworks[];
  /** Levels that any arm has, done or not, ascending. */
  readonly numbers: readonly number[];
}

/** The networks of a study. @param wanted the seed; the first one where it has none such */
export function networksOf(page: StudyPage, wanted: number | null): Networks {
  const all = armsOf(page);
  const seeds = [...new Set(all.flatMap(({ trials }) => trials.map(({ seed }) => seed)))].sort((a, b) => a - b);
  const seed = wanted !== null && seeds.includes(wanted) ? wanted : (seeds[0] ?? 0);
  const arms = all.map(({ id, label, trials }) => ({
    arm: id,
    label,
    rounds: trials.find((trial) => trial.seed === seed)?.levels ?? [],
  }));
  const numbers = [...new Set(arms.flatMap(({ rounds }) => rounds.map(({ level }) => level)))].sort((a, b) => a - b);
  return { seeds, seed, arms, numbers };
}

/** The network that is meant: of the arm, or the first; of the level, or the newest that is done. */
export function chosenRound(
  { arms }: Networks,
  arm: string,
  level: number | null,
): { readonly arm: ArmNetworks; readonly round: PageLevel | undefined } | undefined {
  const found = arms.find((each) => each.arm === arm) ?? arms[0];
  if (found === undefined) return undefined;
  const done = found.rounds.filter(({ state }) => state === 'done');
  return { arm: found, round: level === null ? done.at(-1) : found.rounds.find((each) => each.level === level) };
}

/** The networks of a seed in all arms, and the dense one that they come from. */
export interface SeedNetworks {
  readonly seed: number;
  readonly dense: PageLevel;
  /** Finished ones, each once though arms share it. */
  readonly rounds: readonly PageLevel[];
}

/** The finished networks of a study by seed; seeds whose dense network is not done are left out. @param most seeds */
export function networksBySeed(page: StudyPage, most: number): SeedNetworks[] {
  return networksOf(page, null)
    .seeds.slice(0, most)
    .flatMap((seed) => {
      const levels = networksOf(page, seed).arms.flatMap(({ rounds }) => rounds);
      const done = levels.filter(({ state }) => state === 'done');
      const rounds = [...new Map(done.map((level) => [level.id, level])).values()];
      const dense = rounds.find(({ level }) => level === 0);
      return dense === undefined ? [] : [{ seed, dense, rounds }];
    });
}
