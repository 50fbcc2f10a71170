import type { RecipeInput } from '@tombola/shared';
import { convTraining } from '../testing/conv-training';
import { keptOf, lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import type { Job } from '../trial/job';
import type { Results } from '../trial/results';

const trials = new MethodTrials();
afterAll(() => trials.dispose());

type Method = NonNullable<RecipeInput['method']>;
const lenet: RecipeInput = { ...lenetTraining, steps: 150, evaluateEvery: 150 };
const conv: RecipeInput = { ...convTraining, steps: 100, evaluateEvery: 100, schedule: { name: 'constant' } };
const small: RecipeInput = {
  ...lenetTraining,
  network: { name: 'mlp', hidden: [20] },
  dataset: { name: 'glyphs', validation: 100, limit: 500, testLimit: 100 },
  steps: 12,
  evaluateEvery: 5,
};

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, count) => all + count, 0);

/** Whether all weights that the final masks prune are +0. */
async function isPrunedZero(results: Results, job: Job): Promise<boolean> {
  const { parameters, masks } = await results.outcome(job);
  return Object.entries(masks).every(([name, { data }]) =>
    parameters[name]!.data.every((weight, i) => data[i] === 1 || Object.is(weight, 0)),
  );
}

const everywhere = { 'dense_1/weights': 47_040, 'dense_2/weights': 6000, 'dense_3/weights': 200 };

test.each<[string, Method, Record<string, number> | number]>([
  ['gmp', { name: 'gmp', sparsities: [0.8], every: 20 }, everywhere],
  ['gmp, returning', { name: 'gmp', sparsities: [0.8], every: 20, returning: true }, everywhere],
  ['gmp, global', { name: 'gmp', sparsities: [0.8], every: 20, scope: 'global', outputCap: 0.5 }, 53_240],
  [
    'gmp with a spared output layer',
    { name: 'gmp', sparsities: [0.8], every: 50, outputCap: 0.5 },
    { 'dense_1/weights': 46_774, 'dense_2/weights': 5966, 'dense_3/weights': 500 },
  ],
  ['random-gradual', { name: 'random-gradual', sparsities: [0.8], every: 20 }, everywhere],
  ['variational-dropout', { name: 'variational-dropout', sparsities: [0.8] }, 53_240],
  ['l0', { name: 'l0', sparsities: [0.8] }, 53_240],
  ['str', { name: 'str', sparsities: [0.8] }, 53_240],
  ['ac-dc', { name: 'ac-dc', sparsities: [0.8] }, 53_240],
  [
    'n-m',
    { name: 'n-m', sparsities: [0.75] },
    { 'dense_1/weights': 58_800, 'dense_2/weights': 7500, 'dense_3/weights': 250 },
  ],
  // 784 inputs are 39 groups of 20 and 4 more, which keep 1.
  [
    'n-m of large groups',
    { name: 'n-m', sparsities: [0.8], m: 20 },
    { 'dense_1/weights': 47_100, 'dense_2/weights': 6000, 'dense_3/weights': 200 },
  ],
])('%s ends with exactly what was asked for, well over chance', async (_, method, wanted) => {
  const { results, jobs, levels } = await trials.run({ ...lenet, method });
  const kept = await keptOf(results, jobs[0]!);
  expect(typeof wanted === 'number' ? sum(kept) : kept).toEqual(wanted);
  expect(await isPrunedZero(results, jobs[0]!)).toBe(true);
  expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.6);
});

test.each<[string, Method]>([
  ['gmp', { name: 'gmp', sparsities: [0.7], every: 20, returning: true }],
  ['random-gradual', { name: 'random-gradual', sparsities: [0.7], every: 20 }],
  ['variational-dropout', { name: 'variational-dropout', sparsities: [0.7] }],
  ['l0', { name: 'l0', sparsities: [0.7] }],
  ['str', { name: 'str', sparsities: [0.7] }],
  ['ac-dc', { name: 'ac-dc', sparsities: [0.7] }],
  ['n-m', { name: 'n-m', sparsities: [0.5] }],
])('%s trains convolutions with batch norm, momentum and weight decay', async (name, method) => {
  const { results, jobs, levels } = await trials.run({ ...conv, method });
  const total = Object.values(levels[0]!.layers).reduce((all, layer) => all + layer.total, 0);
  // One input of the first layer is no group of four: it is kept, 72 weights of it.
  const wanted = name === 'n-m' ? (total + 72) / 2 : total - Math.round(0.7 * total);
  expect(sum(await keptOf(results, jobs[0]!))).toBe(wanted);
  expect(await isPrunedZero(results, jobs[0]!)).toBe(true);
  expect(levels[0]!.metrics.testAccuracyAtEnd).toBeGreaterThan(0.5);
});

const often = { sparsities: [0.9], every: 3 };

test.each<[string, Method]>([
  ['gmp', { name: 'gmp', ...often }],
  ['gmp, returning', { name: 'gmp', ...often, returning: true, scope: 'global' }],
  ['random-gradual', { name: 'random-gradual', ...often }],
  ['variational-dropout', { name: 'variational-dropout', sparsities: [0.9] }],
  ['l0', { name: 'l0', sparsities: [0.9] }],
  ['str', { name: 'str', sparsities: [0.9], finish: 'threshold' }],
  ['ac-dc', { name: 'ac-dc', sparsities: [0.9], phase: 0.1 }],
  ['n-m', { name: 'n-m', sparsities: [0.75], every: 3 }],
])('%s interrupted after every call and resumed ends with the same bits', async (_, method) => {
  const whole = await trials.run({ ...small, method });
  const [job] = whole.jobs;
  const again = await trials.results();
  expect(await trials.interrupted(job!, again)).toBeGreaterThan(2);
  expect(await levelDigests(again, job!)).toEqual(await levelDigests(whole.results, job!));
  expect((await again.result(job!))!.history).toEqual(whole.levels[0]!.history);
  expect((await again.result(job!))!.metrics).toEqual(whole.levels[0]!.metrics);
});

test.each<[string, Method]>([
  // They start where the threshold divides them.
  ['variational-dropout', { name: 'variational-dropout', sparsities: [0.5], finish: 'threshold', logVariance: -3 }],
  ['l0', { name: 'l0', sparsities: [0.5], finish: 'threshold', dropRate: 11 / 12 }],
  ['str', { name: 'str', sparsities: [0.5], finish: 'threshold', start: -3 }],
])('%s that ends by its threshold keeps what the threshold leaves, and says how much', async (_, method) => {
  const { results, jobs, levels } = await trials.run({ ...small, method });
  const { density, metrics } = levels[0]!;
  expect(metrics.thresholdSparsity).toBe(1 - density);
  expect(density > 0.05 && density < 0.95).toBe(true);
  const { parameters, masks } = await results.outcome(jobs[0]!);
  expect(Object.keys(parameters)).toEqual(['dense_1/bias', 'dense_1/weights', 'dense_2/bias', 'dense_2/weights']);
  for (const [name, { data }] of Object.entries(masks)) {
    expect(parameters[name]!.data.every((weight, i) => (data[i] === 1) === (weight !== 0))).toBe(true);
  }
});

test('levels of several sparsities are trained each by itself', async () => {
  const { levels } = await trials.run({ ...small, method: { name: 'gmp', sparsities: [0.5, 0, 0.99], every: 5 } });
  // Of 15,880 weights 157.8 are left of the last, and of the first layer 156.8 of its 15,680.
  expect(levels.map(({ layers }) => Object.values(layers).map(({ kept }) => kept))).toEqual([
    [7840, 100],
    [15_680, 200],
    [157, 2],
  ]);
});

test('the dense twin of alternating training is measured at the end of its last dense phase', async () => {
  const { levels } = await trials.run({
    ...small,
    steps: 100,
    evaluateEvery: 40,
    method: { name: 'ac-dc', sparsities: [0.95] },
  });
  const { history, metrics } = levels[0]!;
  expect(history.map(({ step }) => step)).toEqual([0, 40, 80, 85, 100]);
  expect(metrics.denseTwinStep).toBe(85);
  expect(metrics.denseTwinTestAccuracy).toBe(history[3]!.test.accuracy);
  expect(metrics.denseTwinValidationAccuracy).toBe(history[3]!.validation.accuracy);
});
