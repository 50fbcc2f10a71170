import { groupBy, mean, meanInterval, summary, type Summary } from '@tombola/shared';
import type { ComparedTrial, Point } from './compared';

/** One seed at a level: the mean of its draws. */
export interface SeedValue {
  readonly seed: number;
  readonly value: number;
  /** Of which it is the mean; one, unless a control was drawn several times. */
  readonly trials: readonly string[];
}

export interface Spread extends Summary {
  /** 95 % t interval of the mean; null for one seed. */
  readonly interval: readonly [number, number] | null;
}

export interface GroupLevel {
  readonly level: number;
  /** Mean over seeds, in [0, 1]. */
  readonly density: number;
  /** Multiply-accumulates of one example: mean over seeds; null where the network is not known. */
  readonly macs: number | null;
  readonly summary: Spread;
  /** By ascending seed. */
  readonly seeds: readonly SeedValue[];
}

/** Trials that differ in nothing but their seeds, or those of an arm of a study. */
export interface Group {
  /** In the address. */
  readonly key: string;
  readonly label: string;
  /** Of its colour, dashes and marker. */
  readonly index: number;
  readonly recipes: readonly string[];
  readonly trials: readonly ComparedTrial[];
  readonly seeds: number;
  /** By level. */
  readonly levels: readonly GroupLevel[];
}

/** Means over all seeds of all trials that share a key, in the order in which the keys appear. */
export function groupsOf(
  trials: readonly ComparedTrial[],
  keyOf: (trial: ComparedTrial) => string,
  labelOf: (key: string, trials: readonly ComparedTrial[]) => string,
): Group[] {
  return groupsFrom([...groupBy(trials, keyOf)], labelOf);
}

/** Means over all seeds of the trials of each key; a trial may be in several groups. */
export function groupsFrom(
  byKey: readonly (readonly [key: string, trials: readonly ComparedTrial[]])[],
  labelOf: (key: string, trials: readonly ComparedTrial[]) => string = (key) => key,
): Group[] {
  return byKey.map(([key, members], index) => ({
    key,
    label: labelOf(key, members),
    index,
    recipes: [...new Set(members.map(({ recipeHash }) => recipeHash))],
    trials: members,
    seeds: new Set(members.map(({ seed }) => seed)).size,
    levels: levelsOf(members),
  }));
}

/** What values of seeds say. @throws {InputError} without a value */
export function spreadOf(values: readonly number[]): Spread {
  return { ...summary(values), interval: values.length > 1 ? meanInterval(values, 0.95) : null };
}

interface OwnPoint extends Point {
  readonly trial: string;
  readonly seed: number;
}

function levelsOf(trials: readonly ComparedTrial[]): GroupLevel[] {
  const all = trials.flatMap(({ trial, seed, points }) => points.map((point): OwnPoint => ({ ...point, trial, seed })));
  return [...groupBy(all, ({ level }) => level)]
    .sort(([a], [b]) => a - b)
    .map(([level, points]) => {
      const bySeed = [...groupBy(points, ({ seed }) => seed)].sort(([a], [b]) => a - b);
      const overSeeds = (read: (point: OwnPoint) => number) =>
        mean(bySeed.map(([, draws]) => mean(draws.map((draw) => read(draw)))));
      const seeds = bySeed.map(([seed, draws]) => ({
        seed,
        value: mean(draws.map(({ value }) => value)),
        trials: draws.map(({ trial }) => trial),
      }));
      return {
        level,
        density: overSeeds(({ density }) => density),
        macs: points.some(({ macs }) => macs === null) ? null : overSeeds(({ macs }) => macs!),
        summary: spreadOf(seeds.map(({ value }) => value)),
        seeds,
      };
    });
}
