import type { Parameters } from '@tombola/nn';
import { omit, readRecipe } from '@tombola/shared';
import { jobKey, resolve, type Job } from './job';
import type { LevelOptions } from './level';
import { trainedFor } from './plan';
import type { Bench } from './workbench';

/**
 * What the dense training of a job's recipe and seed ends with: as it is stored, else trained again, to the same bits. A worker may
 * have the level before and not level 0.
 *
 * @param trained what the job itself has ended with
 * @throws {InterruptedError} when the signal fires.
 */
export async function denseParameters(
  job: Job,
  trained: Parameters,
  bench: Bench,
  { results, signal }: Pick<LevelOptions, 'results' | 'signal'>,
): Promise<Parameters> {
  const dense = resolve({ ...job, recipe: readRecipe(omit(job.recipe, 'method', 'control')), level: 0 });
  if (jobKey(dense) === jobKey(job)) return trained;
  if (await results.isDone(dense)) return results.final(dense);
  return trainedFor(dense.recipe.steps, dense, bench, signal);
}
