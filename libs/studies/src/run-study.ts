import { runJobs, type PoolOptions, type PoolOutcome } from './pool/pool';
import type { StudyPlan } from './study';
import { jobsOfTrial } from './trial/job';

/** Trains whatever a study lacks. Finished levels are found, whichever study trained them. */
export async function runStudy(plan: StudyPlan, options: PoolOptions): Promise<PoolOutcome> {
  const jobs = plan.arms.flatMap(({ recipes }) =>
    recipes.flatMap((recipe) => plan.seeds.flatMap((seed) => jobsOfTrial(recipe, seed))),
  );
  return runJobs(jobs, options);
}
