import type { Comparison } from '@tombola/shared';
import { partsOf, type Choice } from './choice';
import type { Place } from './labels';

/** A level of a trial that is done, with one metric. */
export type Point = Comparison['curves'][number]['points'][number];

export interface ComparedTrial {
  readonly trial: string;
  readonly recipeHash: string;
  readonly seed: number;
  /** Arms of studies that it is in, those that are compared first. */
  readonly studies: readonly Place[];
  /** By level. */
  readonly points: readonly Point[];
}

/** A member in which recipes differ. */
export interface Member {
  readonly path: string;
  /** By recipe hash; null where a recipe has none. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** Everything that is compared, however many answers it came in. */
export interface Compared {
  /** What the values are. */
  readonly metric: string;
  /** By recipe hash and seed. */
  readonly trials: readonly ComparedTrial[];
  readonly members: readonly Member[];
  /** Names of metrics that their levels have. */
  readonly metrics: readonly string[];
}

/** What one question may name. */
const MOST_TRIALS = 500;
const MOST_STUDIES = 100;

export interface Question {
  readonly trials?: string[];
  readonly studies?: string[];
}

/** A choice of any size as questions that the API takes, with room for the trial that all of them share. */
export function questionsOf({ studies, trials }: Choice): Question[] {
  const ofTrials = cut(trials, MOST_TRIALS - 1);
  const ofStudies = cut(studies, MOST_STUDIES);
  return Array.from({ length: Math.max(ofTrials.length, ofStudies.length) }, (_, i) => ({
    ...(ofTrials[i] && { trials: ofTrials[i] }),
    ...(ofStudies[i] && { studies: ofStudies[i] }),
  }));
}

/** The question with the trial that all questions share besides. */
export function withShared(question: Question, shared: string): Question {
  return { ...question, trials: [...new Set([...(question.trials ?? []), shared])] };
}

/**
 * Answers as one. An answer names the members that differ among its own trials only; since every answer has the trial
 * `shared`, a member that it leaves out has the value of that trial throughout.
 */
export function mergeComparisons(answers: readonly Comparison[], shared: string, metric: string): Compared {
  const trials = new Map<string, ComparedTrial>();
  for (const answer of answers) {
    const points = new Map(answer.curves.map((curve) => [curve.trial, curve.points]));
    for (const each of answer.trials) {
      // An answer has the places in the studies that it was asked for.
      const places = [...(trials.get(each.trial)?.studies ?? []), ...each.studies];
      const studies = [...new Map(places.map((place) => [`${place.study}/${place.arm}`, place])).values()];
      trials.set(each.trial, { ...each, studies, points: points.get(each.trial) ?? [] });
    }
  }
  const paths = [...new Set(answers.flatMap(({ differences }) => differences.map(({ path }) => path)))];
  const members = paths.map((path): Member => {
    const found = answers.map(({ differences }) => differences.find((each) => each.path === path)?.values);
    const common = found.find((values) => values !== undefined)![shared] ?? null;
    const values = new Map<string, unknown>();
    answers.forEach((answer, i) => {
      for (const { trial, recipeHash } of answer.trials) {
        const own = found[i];
        values.set(recipeHash, own === undefined ? common : (own[trial] ?? null));
      }
    });
    return { path, values };
  });
  const metrics = [...new Set(answers.flatMap((answer) => answer.metrics))].sort();
  return { metric, trials: [...trials.values()].sort(byRecipeAndSeed), members, metrics };
}

/** The id of a level; 0 is the dense training's, which trials share, and is known only of a dense trial. */
export const levelIdOf = (trial: string, level: number): string => `${trial}-l${level}`;

function byRecipeAndSeed(a: ComparedTrial, b: ComparedTrial): number {
  if (a.recipeHash !== b.recipeHash) return a.recipeHash < b.recipeHash ? -1 : 1;
  return Number(partsOf(a.trial).seed) - Number(partsOf(b.trial).seed);
}

function cut<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
}
