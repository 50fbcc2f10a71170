import { datasetFacts } from '@tombola/datasets';
import {
  buildNetwork,
  initialise,
  InterruptedError,
  runnable,
  structureOf,
  type Network,
  type Parameters,
} from '@tombola/nn';
import { countMasks, denseMasks, planLevel, toMaskTensors, type Before, type LevelPlan } from '@tombola/pruning';
import { canonicalJson, InputError, recipeHash, type LevelResult, type Recipe } from '@tombola/shared';
import { jobKey, parentOf, withoutControl, type Job } from './job';
import { orderStream } from './order';
import type { Results } from './results';
import { checkSameData } from './same-data';
import { spoilt } from './spoilt';
import type { Bench } from './workbench';

/** What a level trains, and the job that its masks or weights come from. */
export interface PlannedLevel {
  readonly plan: LevelPlan;
  readonly parent: Job | undefined;
  /** The training of the same ticket that this one repeats in another order. */
  readonly repeats?: Job;
}

/**
 * Plans a level: what its method makes of the level before, of data and seed, spoilt where the recipe has a control.
 *
 * @throws {InputError} when a level that it needs is not stored, or of other data.
 * @throws {InterruptedError} when the signal fires; what was planned so far is lost.
 */
export async function planOf(job: Job, bench: Bench, results: Results, signal?: AbortSignal): Promise<PlannedLevel> {
  const { recipe, seed, level } = job;
  if (recipe.control?.name === 'reorder') return planAgain(job, bench, results, signal);
  const parent = parentOf(job);
  const before = parent === undefined ? undefined : await beforeOf(parent, job, bench, results);
  const plan = await planLevel({
    method: recipe.method,
    recipe,
    seed,
    level,
    network: bench.network,
    pixels: bench.pixels,
    examples: bench.split.train.length,
    before,
    initial: (draw = 0, initialiser = recipe.initialiser) => initialise(bench.network, initialiser, seed, draw),
    batches: (stream) => bench.openBatches(seed, stream),
    trainedFor: (steps) => trainedFor(steps, job, bench, signal),
    run: bench.run,
    signal,
  });
  return { plan: spoilt(plan, job, bench.network), parent };
}

/**
 * What a training in another order starts from: all that the first one starts from. Level 0 starts where tickets are rewound to, so
 * that its instability is that of the dense network at that step.
 */
async function planAgain(job: Job, bench: Bench, results: Results, signal?: AbortSignal): Promise<PlannedLevel> {
  const first = withoutControl(job);
  await finished(first, job, bench, results);
  const planned = { ...(await planOf(first, bench, results, signal)), repeats: first };
  const { method } = job.recipe;
  const step = method.name === 'imp' && method.restart.name === 'rewind' ? method.restart.step : 0;
  if (job.level > 0 || step === 0) return planned;
  const parameters = await trainedFor(step, job, bench, signal);
  return { ...planned, plan: { ...planned.plan, from: step, parameters } };
}

/** The result of a level that another one needs. @throws {InputError} when it is not stored, or of other data. */
async function finished(needed: Job, { recipe, level }: Job, bench: Bench, results: Results): Promise<LevelResult> {
  const result = await results.result(needed);
  if (result === undefined) {
    throw new InputError({
      what: `level ${level} needs the trained weights of ${jobKey(needed)}`,
      expected: 'them in the results folder',
      mend: 'Run that level first; a study does so by itself.',
    });
  }
  if (isSameData(needed, recipe)) checkSameData(result, bench);
  return result;
}

async function beforeOf(parent: Job, job: Job, bench: Bench, results: Results): Promise<Before> {
  const result = await finished(parent, job, bench, results);
  const [ticket, outcome] = [await results.ticket(parent), await results.outcome(parent)];
  return {
    masks: outcome.masks,
    trained: outcome.parameters,
    start: ticket.parameters,
    steps: result.history.at(-1)!.step,
    network: await networkOf(parent, result, job.recipe, bench),
    metrics: result.metrics,
  };
}

/** Whether a level is of the data that are on the bench; of a transferred ticket's source nothing can be checked here. */
function isSameData({ recipe: { dataset } }: Job, recipe: Recipe): boolean {
  return canonicalJson(dataset) === canonicalJson(recipe.dataset);
}

/** The network that a finished level trained. */
async function networkOf(of: Job, { network }: LevelResult, recipe: Recipe, bench: Bench): Promise<Network> {
  if (isSameData(of, recipe)) return (await bench.programs(network)).network;
  const facts = datasetFacts(of.recipe.dataset);
  return network === undefined ? buildNetwork(of.recipe.network, facts) : runnable(structureOf(network, facts));
}

/**
 * The dense training of a recipe up to a step: order, noise and so bits are those of its level 0.
 *
 * @throws {InterruptedError} when the signal fires.
 */
export async function trainedFor(
  steps: number,
  { recipe, seed }: Job,
  bench: Bench,
  signal?: AbortSignal,
): Promise<Parameters> {
  const parameters = initialise(bench.network, recipe.initialiser, seed);
  if (steps === 0) return parameters;
  const programs = await bench.programs();
  const trainer = (await programs.trainer()).scheduled(recipe);
  const batches = await bench.openBatches(seed, orderStream(0));
  const masks = toMaskTensors(denseMasks(bench.network));
  const noise = { seed, stream: 'noise-0' };
  let state = trainer.start(parameters, masks);
  try {
    for (let done = 0; done < steps;) {
      if (signal?.aborted === true) throw new InterruptedError(0);
      const count = Math.min(STEPS_A_CALL, steps - done);
      ({ state } = await trainer.advance(state, masks, batches, done, count, noise));
      done += count;
    }
  } finally {
    await batches.close();
  }
  return state.parameters;
}

const STEPS_A_CALL = 20;

/** Where a level's ticket comes from, as its file says it. */
export function provenanceOf(job: Job, { plan, parent, repeats }: PlannedLevel): Record<string, string> {
  const { recipe, seed, level } = job;
  return {
    recipe: recipeHash(recipe),
    seed: String(seed),
    level: String(level),
    density: String(countMasks(plan.masks).density),
    masks_from: parent === undefined ? withoutControl(job).recipe.method.name : jobKey(parent),
    ...(repeats !== undefined && { repeats: jobKey(repeats) }),
    control: recipe.control === undefined ? 'none' : `${recipe.control.name} ${recipe.control.draw}`,
  };
}
