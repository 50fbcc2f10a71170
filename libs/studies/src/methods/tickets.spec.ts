import { applyMask, digest, train, type Parameters } from '@tombola/nn';
import { isNested, permuteValues, shuffleMasks, toMaskTensors, type Masks } from '@tombola/pruning';
import { readRecipe, type Recipe, type RecipeInput } from '@tombola/shared';
import { exportLevel } from '../ship';
import { keptOf, lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import { jobsOfTrial, parentOf, type Job } from '../trial/job';
import type { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';

const training: RecipeInput = {
  ...lenetTraining,
  optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
  schedule: { name: 'step', at: [100] },
  steps: 150,
};
const REWIND = 20;
type Imp = Extract<NonNullable<RecipeInput['method']>, { name: 'imp' }>;
const imp = (options: Partial<Imp> = {}): Imp => ({ name: 'imp', levels: 2, rate: 0.5, ...options });
const recipe = (options: Partial<Imp> = {}, more: Partial<RecipeInput> = {}) =>
  readRecipe({ ...training, method: imp(options), ...more });
/** Kept weights of LeNet-300-100 after two rounds of 50 %, 25 % in the output layer. */
const twoRounds = { 'dense_1/weights': 58_800, 'dense_2/weights': 7500, 'dense_3/weights': 562 };

const trials = new MethodTrials();
const workbench = new Workbench();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(async () => {
  await trials.dispose();
  await workbench.dispose();
});

/** Trains a level, and first what it starts from; what is there already is only read. */
async function run(job: Job): Promise<Job> {
  const parent = parentOf(job);
  if (parent !== undefined) await run(parent);
  await trials.level(job, results);
  return job;
}
async function runTrial(of: Recipe): Promise<Job[]> {
  const jobs = jobsOfTrial(of, 0);
  for (const job of jobs) await run(job);
  return jobs;
}
const ticketOf = (job: Job) => results.ticket(job);
const resultOf = async (job: Job) => (await results.result(job))!;

/** Parameters with pruned weights at 0. */
function masked(parameters: Parameters, masks: Masks): Parameters {
  const tensors = toMaskTensors(masks);
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, applyMask(value, tensors[name])] as const),
  );
}

/** A text for tensors that differs when a bit of them does. */
const bits = (tensors: Parameters | Masks) => digest(tensors, '');

/** What the dense training has after so many steps: a training that ends there. */
async function trainedFor(steps: number): Promise<Parameters> {
  const [job] = await runTrial(readRecipe({ ...training, steps }));
  return results.final(job!);
}

describe('rewinding', () => {
  test('every level starts from the weights of its step, bit for bit, and the schedule goes on there', async () => {
    const jobs = await runTrial(recipe({ restart: { name: 'rewind', step: REWIND } }));
    const early = await trainedFor(REWIND);
    for (const job of jobs.slice(1)) {
      const { masks, parameters } = await ticketOf(job);
      expect(bits(parameters)).toBe(bits(masked(early, masks)));
      const { history, metrics } = await resultOf(job);
      expect([history[0]!.step, history.at(-1)!.step]).toEqual([REWIND, 150]);
      expect(metrics.testAccuracyAtEnd).toBeGreaterThan(0.7);
    }
    const [one, two] = await Promise.all(jobs.slice(1).map(ticketOf));
    expect(isNested(two!.masks, one!.masks)).toBe(true);
    expect(await keptOf(results, jobs[2]!)).toEqual(twoRounds);
  });

  test('equals pretraining for its steps and the lottery from there, its schedule that much earlier', async () => {
    const [, job] = await runTrial(recipe({ restart: { name: 'rewind', step: REWIND } }));
    const { masks, parameters } = await ticketOf(job!);
    const bench = await workbench.for(job!.recipe);
    const programs = await bench.programs();
    const pretrained = { ...job!.recipe, steps: 150 - REWIND };
    const schedule: Recipe['schedule'] = { name: 'step', at: [100 - REWIND], factor: 0.1, warmup: 0 };
    const batches = await bench.openBatches(0, 'order-1');
    const { parameters: final } = await train({
      trainer: (await programs.trainer()).scheduled({ ...pretrained, schedule }),
      evaluator: await programs.evaluator(),
      recipe: pretrained,
      parameters,
      masks: toMaskTensors(masks),
      batches,
      validation: bench.validation,
      test: bench.test,
    });
    await batches.close();
    expect(bits(final)).toBe(bits(await results.final(job!)));
  });

  test('to step 0 is the reset to initial weights, and level 0 the dense training', async () => {
    const jobs = await runTrial(recipe());
    const [dense] = await runTrial(readRecipe(training));
    expect(jobs[0]).toEqual(dense);
    const { parameters: initial } = await ticketOf(dense!);
    for (const job of jobs.slice(1)) {
      const { masks, parameters } = await ticketOf(job);
      expect(bits(parameters)).toBe(bits(masked(initial, masks)));
      // Neither momentum nor weight decay brought a pruned weight back.
      const final = await results.final(job);
      expect(bits(final)).toBe(bits(masked(final, masks)));
    }
  });
});

test('learning-rate rewinding keeps the weights and replays the schedule from its step', async () => {
  const jobs = await runTrial(recipe({ restart: { name: 'learning-rate', step: 100 } }));
  for (const [i, job] of jobs.slice(1).entries()) {
    const { masks, parameters } = await ticketOf(job);
    expect(bits(parameters)).toBe(bits(masked(await results.final(jobs[i]!), masks)));
    expect((await resultOf(job)).history.map(({ step }) => step)).toEqual([100, 150]);
  }
});

test('fine-tuning keeps the weights and takes its steps at its rate, by default the last', async () => {
  const [dense, job] = await runTrial(recipe({ levels: 1, restart: { name: 'fine-tune', steps: 30 } }));
  const { masks, parameters } = await ticketOf(job!);
  expect(bits(parameters)).toBe(bits(masked(await results.final(dense!), masks)));
  expect((await resultOf(job!)).history.map(({ step }) => step)).toEqual([0, 30]);
  const told = recipe({ levels: 1, restart: { name: 'fine-tune', steps: 30, learningRate: 0.1 * 0.1 } });
  const [, same] = await runTrial(told);
  expect(bits(await results.final(same!))).toBe(bits(await results.final(job!)));
});

test('strategy 2 trains on between rounds and rewinds what is measured', async () => {
  const chain = await runTrial(recipe({ restart: { name: 'learning-rate', step: 0 } }));
  const jobs = await runTrial(recipe({ strategy: 2 }));
  expect(parentOf(jobs[2]!)).toEqual(parentOf(chain[2]!));
  const { parameters: initial } = await ticketOf(jobs[0]!);
  for (const [i, job] of jobs.slice(1).entries()) {
    const [mine, trained] = [await ticketOf(job), await ticketOf(chain[i + 1]!)];
    expect(bits(mine.masks)).toBe(bits(trained.masks));
    expect(bits(mine.parameters)).toBe(bits(masked(initial, mine.masks)));
  }
});

describe('mask-0 actions', () => {
  const frozen = recipe({ pruned: 'freeze-init' });

  test('frozen weights stay under momentum and weight decay; no zeros, they are exported', async () => {
    const jobs = await runTrial(frozen);
    const { parameters: initial } = await ticketOf(jobs[0]!);
    const job = jobs[2]!;
    const { masks, parameters } = await ticketOf(job);
    const final = await results.final(job);
    const moved = { frozen: 0, trained: 0 };
    for (const [name, { data }] of Object.entries(masks)) {
      expect(bits({ [name]: parameters[name]! })).toBe(bits({ [name]: initial[name]! }));
      data.forEach((bit, i) => {
        if (final[name]!.data[i] !== initial[name]!.data[i]) moved[bit === 1 ? 'trained' : 'frozen'] += 1;
      });
    }
    expect(moved.frozen).toBe(0);
    expect(moved.trained).toBeGreaterThan(60_000);
    expect(await keptOf(results, job)).toEqual(twoRounds);
    expect((await resultOf(job)).metrics).toMatchObject({ frozenWeights: 266_200 - 66_862, macsShare: 1 });
    const { verification } = await exportLevel(job, results, workbench);
    expect(verification.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('interrupted and resumed, a frozen training is the same', async () => {
    const jobs = await runTrial(recipe({ levels: 1, pruned: 'freeze-init-zero-all' }));
    const again = await trials.results();
    await trials.level(jobs[0]!, again);
    expect(await trials.interrupted(jobs[1]!, again, 2)).toBeGreaterThan(0);
    expect(await levelDigests(again, jobs[1]!)).toEqual(await levelDigests(results, jobs[1]!));
  });
});

test('survivors that get another magnitude with their signs train as well; interrupted, to the same bits', async () => {
  const jobs = await runTrial(recipe({ levels: 1, survivors: 'constant', restart: { name: 'rewind', step: REWIND } }));
  expect((await resultOf(jobs[1]!)).metrics.testAccuracyAtEnd).toBeGreaterThan(0.7);
  const again = await trials.results();
  await trials.level(jobs[0]!, again);
  expect(await trials.interrupted(jobs[1]!, again, 2)).toBeGreaterThan(0);
  expect(await levelDigests(again, jobs[1]!)).toEqual(await levelDigests(results, jobs[1]!));
});

test('a heuristic supermask is far over chance without a step of training', async () => {
  const method = imp({ rate: 0.7, outputRate: 0.35, criterion: 'large-final-same-sign' });
  const of = (weights: 'init' | 'signed-constant') =>
    readRecipe({ ...training, method: { name: 'heuristic-supermask', method, weights } });
  const [dense, job] = await runTrial(of('signed-constant'));
  expect(dense).toEqual(jobsOfTrial(readRecipe(training), 0)[0]);
  const { history, metrics, layers } = await resultOf(job!);
  expect(history.map(({ step }) => step)).toEqual([0]);
  expect(metrics).toMatchObject({ earlyStopIteration: 0, earlyStopShare: 0 });
  expect(metrics.testAccuracyAtEnd).toBeGreaterThan(0.5);
  expect(layers['dense_1/weights']!.kept).toBe(235_200 - 164_640);
  const [chain] = await runTrial(readRecipe({ ...training, method }));
  expect(chain).toEqual(parentOf(job!));
  const [, drawn] = await runTrial(of('init'));
  const { masks, parameters } = await ticketOf(drawn!);
  expect(bits(parameters)).toBe(bits(masked((await ticketOf(chain!)).parameters, masks)));
});

describe('transfer', () => {
  const source = { method: imp({ restart: { name: 'rewind', step: REWIND } }) };

  test('trains masks and rewound weights of another optimizer and data set from the first step', async () => {
    const told = {
      ...source,
      dataset: { ...training.dataset, limit: 1000 },
      optimizer: { name: 'adam', learningRate: 0.001 },
    } as const;
    const transferred = readRecipe({ ...training, method: { name: 'transfer', source: told, levels: [2] } });
    const [job, ...others] = await runTrial(transferred);
    expect(others).toEqual([]);
    const parent = parentOf(job!)!;
    expect(parent.recipe).toEqual(readRecipe({ ...training, ...told }));
    expect(parent.level).toBe(2);
    const [mine, theirs] = [await ticketOf(job!), await ticketOf(parent)];
    expect(bits(mine.masks)).toBe(bits(theirs.masks));
    expect(bits(mine.parameters)).toBe(bits(theirs.parameters));
    const { history, metrics } = await resultOf(job!);
    expect(history.map(({ step }) => step)).toEqual([0, 100, 150]);
    expect(metrics.testAccuracyAtEnd).toBeGreaterThan(0.7);
  });

  test('from a recipe to itself is the late-reset ticket, trained from the first step', async () => {
    const [, own] = await runTrial(recipe(source.method));
    const [job] = await runTrial(readRecipe({ ...training, method: { name: 'transfer', source } }));
    expect(parentOf(job!)).toEqual(own);
    expect(bits((await ticketOf(job!)).parameters)).toBe(bits((await ticketOf(own!)).parameters));
  });
});

test('controls are what their names say', async () => {
  const [, ticket] = await runTrial(recipe({ levels: 1 }));
  const { masks, parameters } = await ticketOf(ticket!);
  const control = async (name: 'random-ticket' | 'permute-values' | 'reinit') => {
    const [job] = await runTrial(recipe({ levels: 1 }, { control: { name } }));
    return ticketOf(job!);
  };
  const permuted = await control('permute-values');
  expect(bits(permuted.masks)).toBe(bits(masks));
  expect(bits(permuted.parameters)).toBe(bits(permuteValues(parameters, masks, 0, 0)));
  expect(bits(permuted.parameters)).not.toBe(bits(parameters));
  const [random, drawn] = [await control('random-ticket'), await control('reinit')];
  expect(bits(random.masks)).toBe(bits(shuffleMasks(masks, 0, 0)));
  expect(bits(random.masks)).not.toBe(bits(masks));
  expect(bits(drawn.masks)).toBe(bits(masks));
  expect(bits(drawn.parameters)).not.toBe(bits(parameters));
  const kept = random.masks['dense_2/weights']!.data;
  const [first] = await runTrial(readRecipe(training));
  const initial = (await ticketOf(first!)).parameters['dense_2/weights']!.data;
  expect(kept.some((bit, i) => bit === 1 && random.parameters['dense_2/weights']!.data[i] === initial[i])).toBe(false);
});
