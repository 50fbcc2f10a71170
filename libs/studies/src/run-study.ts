import type { Observation } from './observation';
import { runJobs, type PoolOptions, type PoolOutcome } from './pool/pool';
import type { StudyPlan } from './study';
import { jobsOfTrial, levelsOf, resolve } from './trial/job';
import { Results, type LevelResult } from './trial/results';

/** A level of a trial with the place that it has in a study. */
export interface StudyLevel {
  readonly arm: string;
  readonly draw: number;
  readonly result: LevelResult;
}

/** Trains whatever a study lacks. Finished levels are found, whichever study trained them. */
export async function runStudy(plan: StudyPlan, options: PoolOptions): Promise<PoolOutcome> {
  const jobs = plan.arms.flatMap(({ recipes }) =>
    recipes.flatMap((recipe) => plan.seeds.flatMap((seed) => jobsOfTrial(recipe, seed))),
  );
  return runJobs(jobs, options);
}

/** Every stored level of a study; those not yet trained are missing. */
export async function studyLevels(plan: StudyPlan, root: string): Promise<StudyLevel[]> {
  const results = new Results(root);
  const levels: StudyLevel[] = [];
  for (const { id, recipes } of plan.arms) {
    for (const [draw, recipe] of recipes.entries()) {
      for (const seed of plan.seeds) {
        for (const level of levelsOf(recipe)) {
          const result = await results.result(resolve({ recipe, seed, level }));
          if (result !== undefined) levels.push({ arm: id, draw, result });
        }
      }
    }
  }
  return levels;
}

/** What claims, tables and figures are made from. */
export function toObservations(levels: readonly StudyLevel[]): Observation[] {
  return levels.map(({ arm, draw, result: { seed, level, density, metrics } }) => ({
    arm,
    seed,
    draw,
    level,
    density,
    metrics,
  }));
}
