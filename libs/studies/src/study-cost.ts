import { datasetFacts } from '@tombola/datasets';
import { trainingCost } from '@tombola/nn';
import type { Recipe } from '@tombola/shared';
import type { StudyPlan } from './study';
import { jobKey, jobsOfTrial, parentOf, type Job } from './trial/job';
import { stepsOf } from './trial/steps';

/** What trainings take. */
export interface Cost {
  /** Levels. */
  readonly trainings: number;
  /** Optimizer steps of all of them. */
  readonly steps: number;
  /** Floating-point operations of the steps and of all measurements, as `trainingCost` of @tombola/nn counts them. */
  readonly flops: number;
}

/** Every level that a study trains, with those that only others start from; each once, however many arms share it. */
export function jobsOfStudy({ arms, seeds }: Pick<StudyPlan, 'arms' | 'seeds'>): Job[] {
  const found = new Map<string, Job>();
  for (const { recipes } of arms) {
    for (const recipe of recipes) {
      for (const job of seeds.flatMap((seed) => jobsOfTrial(recipe, seed))) {
        for (let at: Job | undefined = job; at !== undefined; at = parentOf(at)) {
          const key = jobKey(at);
          if (found.has(key)) break;
          found.set(key, at);
        }
      }
    }
  }
  return [...found.values()];
}

/** What trainings take, as far as their recipes tell: see {@link stepsOf}. */
export function costOf(jobs: readonly Job[]): Cost {
  const flops = new Map<Recipe, Map<number, number>>();
  const flopsOf = ({ recipe }: Job, steps: number): number => {
    const known = flops.get(recipe) ?? new Map<number, number>();
    flops.set(recipe, known);
    if (!known.has(steps)) known.set(steps, trainingCost({ ...recipe, steps }, datasetFacts(recipe.dataset)).flops);
    return known.get(steps)!;
  };
  const each = jobs.map((job) => ({ steps: stepsOf(job), flops: flopsOf(job, stepsOf(job)) }));
  const sum = (what: 'steps' | 'flops') => each.reduce((total, one) => total + one[what], 0);
  return { trainings: jobs.length, steps: sum('steps'), flops: sum('flops') };
}
