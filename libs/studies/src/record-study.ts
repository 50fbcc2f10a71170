import { InputError, recipeHash, type RecordedStudy } from '@tombola/shared';
import { armAggregates, type TrialObservation } from './arm-aggregates';
import { claimOutOf } from './claim-out';
import { dataTitles } from './data-title';
import type { StudyPictures } from './pictures/study-pictures';
import { judgeStudy } from './report';
import { shownMetrics } from './shown-metrics';
import type { StudyPlan } from './study';
import { studyMatrices } from './study-matrices';
import { toObservations, type StudyLevel } from './study-level';
import { levelsOf } from './trial/job';

/**
 * What a finished study found, as it is kept beside its declaration to be shown where nobody has run it.
 *
 * @param made how: the command that makes the same again with what it changes, when (ISO 8601 in UTC), how long all of its
 *   trainings took, and on what
 * @param pictures made of its tickets
 * @throws {InputError} when a level is missing: half a study is no record of it.
 */
export function recordStudy(
  plan: StudyPlan,
  levels: readonly StudyLevel[],
  made: Pick<RecordedStudy, 'command' | 'changes' | 'draws' | 'recordedAt' | 'trainingSeconds' | 'machine'>,
  pictures: readonly StudyPictures[] = [],
): RecordedStudy {
  const { study, scale, seeds, arms, hash } = plan;
  const recipes = arms.flatMap((arm) => arm.recipes);
  const expected = seeds.length * recipes.reduce((sum, recipe) => sum + levelsOf(recipe).length, 0);
  if (levels.length !== expected) {
    throw new InputError({
      what: 'the study is not finished',
      value: levels.length,
      expected: `${expected} levels`,
      mend: `Run it: ${made.command}`,
    });
  }
  const hashes = new Map(arms.map(({ id, recipes: draws }) => [id, draws.map((recipe) => recipeHash(recipe))]));
  const observations = toObservations(levels).map((each): TrialObservation => {
    const own = hashes.get(each.arm)!;
    return { ...each, trial: `${own[each.draw] ?? own[0]!}-s${each.seed}` };
  });
  const matrices = studyMatrices(study, levels, observations);
  return {
    dataset: dataTitles(recipes),
    scale,
    seeds: [...seeds],
    ...made,
    planHash: hash,
    ...(matrices.length > 0 && {
      matrices: Object.fromEntries(matrices.map(({ spec, data }) => [spec.id, data])),
    }),
    ...(pictures.length > 0 && {
      pictures: Object.fromEntries(pictures.map(({ spec, data }) => [spec.id, data])),
    }),
    levels: shownMetrics(study).flatMap((metric) => armAggregates(study, observations, metric)),
    claims: judgeStudy(study, observations).map(claimOutOf),
  };
}
