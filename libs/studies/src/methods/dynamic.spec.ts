import { InterruptedError, prunableOf, structureOf } from '@tombola/nn';
import { countMasks, type Masks } from '@tombola/pruning';
import type { RecipeInput } from '@tombola/shared';
import { convTraining } from '../testing/conv-training';
import { keptOf, lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import type { Job } from '../trial/job';
import type { Results } from '../trial/results';

const trials = new MethodTrials();
afterAll(() => trials.dispose());

type Method = NonNullable<RecipeInput['method']>;
const lenet: RecipeInput = { ...lenetTraining, steps: 200 };
const conv: RecipeInput = { ...convTraining, steps: 200, evaluateEvery: 100, schedule: { name: 'constant' } };
const small: RecipeInput = {
  ...lenetTraining,
  network: { name: 'mlp', hidden: [20] },
  dataset: { name: 'glyphs', validation: 100, limit: 500, testLimit: 100 },
  steps: 16,
  evaluateEvery: 8,
};
const often = { sparsities: [0.95], updateEvery: 20 };
/** ERK with a twentieth of LeNet-300-100. */
const twentieth = { 'dense_1/weights': 9051, 'dense_2/weights': 3340, 'dense_3/weights': 919 };
const total = 13_310;

/** The layers whose masks are not as they were at the start. */
async function changedLayers(results: Results, job: Job): Promise<string[]> {
  const { masks, startMasks = masks } = (await results.ticket(job)) as { masks: Masks; startMasks?: Masks };
  return Object.keys(masks).filter((name) => startMasks[name]!.data.some((bit, i) => bit !== masks[name]!.data[i]));
}

test.each<[string, Method]>([
  ['static', { name: 'static', sparsities: [0.95] }],
  ['set', { name: 'set', ...often }],
  ['set, signed', { name: 'set', ...often, drop: 'signed', decay: { name: 'constant' }, regrown: 'reference' }],
  ['rigl', { name: 'rigl', ...often }],
  ['rigl by its code', { name: 'rigl', ...often, regrown: 'reference' }],
  ['snfs', { name: 'snfs', ...often }],
  ['top-kast', { name: 'top-kast', ...often }],
])('%s ends with exactly the counts of the distribution, well over chance', async (_, method) => {
  const { results, jobs, levels } = await trials.run({ ...lenet, method });
  expect(await keptOf(results, jobs[0]!)).toEqual(twentieth);
  expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.6);
  expect(await changedLayers(results, jobs[0]!)).toEqual(method.name === 'static' ? [] : Object.keys(twentieth));
  // Nothing under a mask has come back to life.
  const { parameters, masks } = await results.outcome(jobs[0]!);
  for (const [name, { data }] of Object.entries(masks)) {
    expect(parameters[name]!.data.every((weight, i) => data[i] === 1 || Object.is(weight, 0))).toBe(true);
  }
});

test.each<[string, Method]>([
  ['dsr', { name: 'dsr', ...often }],
  ['snfs that redistributes', { name: 'snfs', ...often, redistribute: 'momentum' }],
])('%s moves weights between layers and keeps their sum', async (_, method) => {
  const { results, jobs, levels } = await trials.run({ ...lenet, method });
  const kept = await keptOf(results, jobs[0]!);
  expect(kept).not.toEqual(twentieth);
  expect(Object.values(kept).reduce((sum, count) => sum + count, 0)).toBe(total);
  const { testAccuracyAtEnd, exploredShare, collapsedLayers } = levels[0]!.metrics;
  expect(testAccuracyAtEnd).toBeGreaterThan(0.6);
  // Some weights had their turn that are not kept in the end, and not all had.
  expect(exploredShare).toBeGreaterThan(0.07);
  expect(exploredShare).toBeLessThan(0.5);
  expect(collapsedLayers).toBe(0);
});

test('small-dense is a narrower network of about as many weights, without masks', async () => {
  const { results, jobs, levels } = await trials.run({ ...lenet, method: { name: 'small-dense', sparsities: [0.95] } });
  const { network, metrics, density } = levels[0]!;
  const shapes = prunableOf(structureOf(network!, { inputShape: [1, 28, 28], classes: 10 })).map(({ shape }) => shape);
  expect(shapes).toEqual([
    [784, 16],
    [16, 5],
    [5, 10],
  ]);
  expect(await keptOf(results, jobs[0]!)).toEqual({
    'dense_1/weights': 12_544,
    'dense_2/weights': 80,
    'dense_3/weights': 50,
  });
  expect(density).toBe((12_544 + 80 + 50) / 266_200);
  // Five units are few for ten classes.
  expect(metrics.testAccuracyAtEnd).toBeGreaterThan(0.3);
});

test.each<[string, Method]>([
  ['static', { name: 'static', sparsities: [0.8] }],
  ['set', { name: 'set', sparsities: [0.8], updateEvery: 20 }],
  ['rigl', { name: 'rigl', sparsities: [0.8], updateEvery: 20 }],
  ['snfs', { name: 'snfs', sparsities: [0.8], updateEvery: 20, redistribute: 'momentum' }],
  ['dsr', { name: 'dsr', sparsities: [0.8], updateEvery: 20 }],
  ['top-kast', { name: 'top-kast', sparsities: [0.8], updateEvery: 20 }],
  ['small-dense', { name: 'small-dense', sparsities: [0.8] }],
])('%s trains convolutions with batch norm, momentum and weight decay', async (name, method) => {
  const { results, jobs, levels } = await trials.run({ ...conv, method });
  const { masks } = await results.outcome(jobs[0]!);
  const all = Object.values(levels[0]!.layers).reduce((sum, layer) => sum + layer.total, 0);
  const wanted = all - Math.round(0.8 * all);
  const { kept } = countMasks(masks);
  if (name === 'small-dense') expect(kept <= wanted && kept > 0.7 * wanted).toBe(true);
  else expect(kept).toBe(wanted);
  expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.5);
});

/** Asks for the end at every second look: right after an update, and after every call of the runtime otherwise. */
function everySecondLook(): AbortSignal {
  let looks = 0;
  return Object.defineProperty(new AbortController().signal, 'aborted', { get: () => (looks += 1) >= 2 });
}

async function brokenAgainAndAgain(job: Job, results: Results): Promise<number[]> {
  const steps: number[] = [];
  for (;;) {
    try {
      await trials.level(job, results, { signal: everySecondLook() });
      return steps;
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      steps.push(error.step);
    }
  }
}

test.each<[string, Method, number[]]>([
  ['rigl', { name: 'rigl', sparsities: [0.95], updateEvery: 5 }, [1, 6, 11]],
  ['set', { name: 'set', sparsities: [0.95], updateEvery: 5 }, [1, 1, 6, 6, 11, 11]],
  ['snfs', { name: 'snfs', sparsities: [0.95], updateEvery: 5, redistribute: 'momentum' }, [1, 1, 6, 6, 11, 11]],
  ['dsr', { name: 'dsr', sparsities: [0.95], updateEvery: 5 }, [1, 1, 6, 6, 11, 11]],
  ['top-kast', { name: 'top-kast', sparsities: [0.95], updateEvery: 5 }, [0, 5, 5, 10, 10]],
])('%s interrupted before, right after and between updates ends with the same bits', async (_, method, around) => {
  const whole = await trials.run({ ...small, method });
  const again = await trials.results();
  const stops = await brokenAgainAndAgain(whole.jobs[0]!, again);
  for (const step of new Set(around)) {
    expect(stops.filter((stop) => stop === step)).toEqual(around.filter((each) => each === step));
  }
  expect(stops.length).toBeGreaterThanOrEqual(14);
  expect(await levelDigests(again, whole.jobs[0]!)).toEqual(await levelDigests(whole.results, whole.jobs[0]!));
});

test('M times as long a training has M times the steps', async () => {
  const method: Method = { name: 'rigl', sparsities: [0.9], updateEvery: 10, length: 2.5 };
  const { levels } = await trials.run({ ...small, evaluateEvery: 20, method });
  expect(levels[0]!.history.map(({ step }) => step)).toEqual([0, 20, 40]);
});
