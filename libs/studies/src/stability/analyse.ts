import type { Parameters } from '@tombola/nn';
import { angle, countMasks, denseMasks, distance, type LevelPlan } from '@tombola/pruning';
import { InputError, omit } from '@tombola/shared';
import { jobKey, type Job } from '../trial/job';
import { planOf, trainedFor } from '../trial/plan';
import type { Results } from '../trial/results';
import type { Bench, Workbench } from '../trial/workbench';
import { trainCopy, type Copy, type CopyOptions } from './copies';
import type { StatisticsTreatment } from './line';
import { comparePairs, type PairStability } from './pair';

export interface StabilityOptions {
  readonly results: Results;
  readonly workbench: Workbench;
  /** The step that copies start from, on the dense training's weights; where the level itself starts when left out. */
  readonly rewind?: number;
  /** Copies in orders of their own; every two of them are compared. Default 2. */
  readonly orders?: number;
  /** Whether to compare with the dense network, trained from the same weights in the first order. */
  readonly pruning?: boolean;
  /** Default `recompute`. */
  readonly statistics?: StatisticsTreatment;
  /** Training batches for recomputed statistics. Default 100. */
  readonly batches?: number;
  /** Default 30, as in the paper. */
  readonly points?: number;
  /** Called with the steps that were trained since the last call, of all that there are. */
  readonly onProgress?: (gained: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface StabilityReport {
  readonly level: string;
  /** The step that the copies start from. */
  readonly from: number;
  readonly steps: number;
  readonly density: number;
  readonly statistics: StatisticsTreatment;
  readonly pairs: readonly PairStability[];
  /** How far the weights that the mask keeps have come, by copy: the L2 distance from where they started. */
  readonly travelled: readonly number[];
  /** To pruning: the first copy against the same weights trained inside the dense network. */
  readonly pruning?: { readonly distance: number; readonly angle: number };
}

/**
 * Instability analysis of a level (Frankle, Dziugaite, Roy and Carbin, Linear Mode Connectivity and the Lottery Ticket
 * Hypothesis, ICML 2020): its subnetwork is trained several times from the same weights, in orders of their own; errors on
 * the lines between the copies, and distances, angles and disagreement (Stabilizing the Lottery Ticket Hypothesis, 2019,
 * section 3). The paper's dense networks are level 0. Copies are stored: what was interrupted goes on.
 *
 * @throws {InputError} when the method moves its masks while it trains, or the step is not before the last.
 * @throws {InterruptedError} when the signal fires while a copy trains, its reason afterwards.
 */
export async function analyseStability(job: Job, options: StabilityOptions): Promise<StabilityReport> {
  const { results, workbench, rewind, orders = 2, signal, statistics = 'recompute' } = options;
  const bench = await workbench.for(job.recipe);
  const { plan: planned } = await planOf(job, bench, results, signal);
  if (planned.sparsifier !== undefined) {
    throw new InputError({
      what: `${job.recipe.method.name} changes its network between steps: there is no one subnetwork to compare`,
      value: jobKey(job),
      expected: 'a level whose masks stay while it trains',
    });
  }
  const plan = rewind === undefined ? planned : await rewound(planned, rewind, job, bench, signal);
  const { steps } = { ...job.recipe, ...plan.training };
  const { masks, from = 0 } = plan;
  const total = (steps - from) * (orders + (options.pruning === true ? 1 : 0));
  const copying: CopyOptions = {
    job,
    plan,
    bench,
    results,
    onProgress: (gained) => options.onProgress?.(gained, total),
    ...(signal === undefined ? {} : { signal }),
  };
  const copies: Parameters[] = [];
  for (let order = 0; order < orders; order++) {
    copies.push(await trainCopy({ name: `copy-${order}`, order, masks }, copying));
  }
  const programs = await bench.programs(plan.network);
  const { batches = 100, points = 30 } = options;
  const line = { bench, programs, seed: job.seed, statistics, batches, points, ...(signal && { signal }) };
  const pairs = await comparePairs(copies, masks, line);
  const dense: Copy = { name: 'dense', order: 0, masks: denseMasks(programs.network) };
  const whole = options.pruning === true ? await trainCopy(dense, copying) : undefined;
  return {
    level: jobKey(job),
    from,
    steps,
    density: countMasks(masks).density,
    statistics,
    pairs,
    travelled: copies.map((copy) => distance(copy, plan.parameters, masks)),
    ...(whole && { pruning: { distance: distance(copies[0]!, whole, masks), angle: angle(copies[0]!, whole, masks) } }),
  };
}

/** The plan of a level from another step, on the weights that the dense training has there. */
async function rewound(
  plan: LevelPlan,
  step: number,
  job: Job,
  bench: Bench,
  signal?: AbortSignal,
): Promise<LevelPlan> {
  const { steps, control } = job.recipe;
  const drawn = control !== undefined && !['shuffle', 'permute-globally', 'reorder'].includes(control.name);
  if (step >= steps || plan.network !== undefined || drawn) {
    throw new InputError({
      what: `${jobKey(job)} cannot be trained from step ${step}`,
      expected: step >= steps ? `a step before ${steps}` : 'a level of the dense training’s weights, with all channels',
    });
  }
  // What a rule keeps under the masks are values of the level's own start; from elsewhere pruned weights are 0.
  const alike = plan.rule?.keepsPruned === true ? omit(plan, 'training', 'rule') : omit(plan, 'training');
  return { ...alike, from: step, parameters: await trainedFor(step, job, bench, signal) };
}
