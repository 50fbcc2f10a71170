import type { LevelResult, RecipeInput } from '@tombola/shared';
import { keptOf, lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import type { MethodInput } from '../testing/structured-trials';
import type { Results } from '../trial/results';

const sparsities = [0.5, 0.9];
/** Of LeNet-300-100, what 50 and 90 % leave of each layer. */
const halves = { 'dense_1/weights': 117_600, 'dense_2/weights': 15_000, 'dense_3/weights': 500 };
const tenths = { 'dense_1/weights': 23_520, 'dense_2/weights': 3000, 'dense_3/weights': 100 };
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0);

/** A perceptron of 40 hidden units on two moons; chance is 50 %. */
const moons: RecipeInput = {
  network: { name: 'mlp', hidden: [40] },
  dataset: { name: 'two-moons', examples: 1000, validation: 200 },
  optimizer: { name: 'adam', learningRate: 0.02 },
  batch: 50,
  steps: 300,
  evaluateEvery: 150,
};

const trials = new MethodTrials();
let results: Results;
beforeAll(async () => {
  results = await trials.results();
});
afterAll(() => trials.dispose());

const run = (method: MethodInput, training: RecipeInput = lenetTraining) =>
  trials.run({ ...training, method }, { results });
const accuracyOf = ({ metrics }: LevelResult) => metrics.testAccuracyAtEnd!;

test.each<MethodInput>([
  { name: 'tropical', sparsities, unit: 'weights' },
  { name: 'class-blind', sparsities },
  { name: 'class-uniform', sparsities },
  { name: 'class-distribution', sparsities },
])('%j leaves exactly its share of every layer, and half of the weights are enough', async (method) => {
  const { levels, jobs } = await run(method);
  expect(await keptOf(results, jobs[1]!)).toEqual(halves);
  expect(await keptOf(results, jobs[2]!)).toEqual(tenths);
  expect(levels[1]!.history.map(({ step }) => step)).toEqual([300]);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(accuracyOf(levels[0]!) - 0.05);
  expect(accuracyOf(levels[2]!)).toBeLessThan(accuracyOf(levels[1]!));
});

test('neurons leave as a whole, to exactly as many weights of the layers together', async () => {
  const { levels, jobs } = await run({ name: 'tropical', sparsities: [0.3, 0.9] });
  const thirds = await keptOf(results, jobs[1]!);
  expect(sum(thirds)).toBe(Math.round(0.7 * 266_200));
  expect(sum(await keptOf(results, jobs[2]!))).toBe(sum(tenths));
  const { masks } = await results.outcome(jobs[1]!);
  const { data: bits } = masks['dense_1/weights']!;
  const kept = Array.from({ length: 300 }, (_, j) =>
    bits.reduce((all, bit, at) => all + (at % 300 === j ? bit : 0), 0),
  );
  expect(kept.filter((count) => count > 0 && count < 784).length).toBeLessThanOrEqual(1);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.5);
});

describe('what is left', () => {
  const tuned = { fineTuneSteps: 60, fineTuneRate: 0.002 };
  const method = { name: 'class-blind', sparsities: [0.9] } satisfies MethodInput;

  test('is trained on, or its biases alone, which helps less', async () => {
    const [none, biases, all] = [
      await run(method),
      await run({ ...method, retrain: 'biases', ...tuned }),
      await run({ ...method, retrain: 'all', ...tuned }),
    ];
    const [, job] = biases.jobs;
    const [before, after] = [await results.ticket(job!), await results.final(job!)];
    for (const [name, { data }] of Object.entries(before.parameters)) {
      const same = data.every((value, i) => value === after[name]!.data[i]);
      expect([name, same]).toEqual([name, name.endsWith('/weights')]);
    }
    expect(await keptOf(results, all.jobs[1]!)).toEqual(tenths);
    const accuracies = [none, biases, all].map(({ levels }) => accuracyOf(levels[1]!));
    expect(accuracies).toEqual([...accuracies].sort((a, b) => a - b));
    expect(accuracies[2]! - accuracies[0]!).toBeGreaterThan(0.05);
  });
});

test('paths in clusters become units: as many as were asked for, in every layer', async () => {
  const { levels, jobs } = await run({ name: 'path-k-means', shares: [0.5] });
  const final = await results.final(jobs[1]!);
  expect(final['dense_1/weights']!.shape).toEqual([784, 150]);
  expect(final['dense_2/weights']!.shape).toEqual([150, 50]);
  expect(levels[1]!.metrics).toMatchObject({ units: 200, unitShare: 0.5 });
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.4);
});

test('generators in clusters become units of a network of two classes', async () => {
  const { levels, jobs } = await run({ name: 'zonotope-k-means', shares: [0.7] }, moons);
  const final = await results.final(jobs[1]!);
  expect(final['dense_1/weights']!.shape).toEqual([2, 12]);
  expect(levels[1]!.metrics.units).toBe(12);
  const [one, other] = [final['dense_2/bias']!.data[0]!, final['dense_2/bias']!.data[1]!];
  expect(one).toBe(-other);
  expect(accuracyOf(levels[0]!)).toBeGreaterThan(0.95);
  expect(accuracyOf(levels[1]!)).toBeGreaterThan(0.8);
  const paths = await run({ name: 'path-k-means', shares: [0.7], retrain: 'fine-tune', fineTuneSteps: 50 }, moons);
  expect(paths.levels[1]!.history.map(({ step }) => step)).toEqual([0, 50]);
  expect(accuracyOf(paths.levels[1]!)).toBeGreaterThan(0.8);
});

test.each<MethodInput>([
  { name: 'tropical', sparsities: [0.5], retrain: 'all', fineTuneSteps: 6 },
  { name: 'class-uniform', sparsities: [0.5], retrain: 'biases', fineTuneSteps: 6 },
  { name: 'path-k-means', shares: [0.5], retrain: 'fine-tune', fineTuneSteps: 6 },
  { name: 'zonotope-k-means', shares: [0.5], retrain: 'fine-tune', fineTuneSteps: 6 },
])('$name interrupted again and again ends with the same bits', async (method) => {
  const short: RecipeInput = { ...moons, steps: 8, evaluateEvery: 4 };
  const whole = await run(method, short);
  const broken = await trials.results();
  let interruptions = 0;
  for (const job of whole.jobs) interruptions += await trials.interrupted(job, broken);
  expect(interruptions).toBeGreaterThan(0);
  for (const job of whole.jobs) expect(await levelDigests(broken, job)).toEqual(await levelDigests(results, job));
});
