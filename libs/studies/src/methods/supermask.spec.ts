import { countMasks } from '@tombola/pruning';
import type { RecipeInput } from '@tombola/shared';
import { exportLevel } from '../ship';
import { keptOf, lenetTraining, levelDigests, MethodTrials } from '../testing/method-trials';
import { Workbench } from '../trial/workbench';

const trials = new MethodTrials();
afterAll(() => trials.dispose());

type Method = NonNullable<RecipeInput['method']>;
const strong: Partial<RecipeInput> = { optimizer: { name: 'sgd', learningRate: 100, momentum: 0.9 } };
const cases: [string, Method, Partial<RecipeInput>, number][] = [
  ['learned-supermask', { name: 'learned-supermask', sparsities: [0.5] }, strong, 0.4],
  [
    'learned-supermask of signed constants, rescaled',
    { name: 'learned-supermask', sparsities: [0.5], weights: 'signed-constant', rescaling: true },
    strong,
    0.7,
  ],
  [
    'edge-popup',
    { name: 'edge-popup', sparsities: [0.5], every: 50 },
    { optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 } },
    0.4,
  ],
];

test.each(cases)(
  '%s trains a mask of exactly the sparsity that is asked for, over weights that stay',
  async (_, method, more, least) => {
    const { results, jobs, levels } = await trials.run({ ...lenetTraining, ...more, method });
    const [level] = levels;
    const density = 1 - (method as { sparsities: number[] }).sparsities[0]!;
    const sizes = { 'dense_1/weights': 235_200, 'dense_2/weights': 30_000, 'dense_3/weights': 1000 };
    const kept = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size * density)]));
    expect(await keptOf(results, jobs[0]!)).toEqual(kept);
    expect(level!.density).toBeCloseTo(density, 10);
    // The masks that it began with kept everything.
    const { startMasks } = await results.ticket(jobs[0]!);
    expect(countMasks(startMasks!).density).toBe(1);
    expect(level!.metrics.testAccuracyAtEnd).toBeGreaterThan(least);
    const { parameters } = await results.outcome(jobs[0]!);
    const { parameters: drawn } = await results.ticket(jobs[0]!);
    const [w, w0] = [parameters['dense_2/weights']!.data, drawn['dense_2/weights']!.data];
    const ratio = w.reduce((most, each, i) => Math.max(most, each / w0[i]!), 0);
    expect(w.every((each, i) => each === 0 || Math.abs(each / w0[i]! - ratio) < 1e-5)).toBe(true);
    expect([...parameters['dense_1/bias']!.data].every((bias) => bias === 0)).toBe(true);
  },
  60_000,
);

test('interrupted and resumed, a learned mask is the same', async () => {
  for (const [, method, more] of cases) {
    const recipe: RecipeInput = { ...lenetTraining, ...more, steps: 14, evaluateEvery: 6, method };
    const whole = await trials.run(recipe);
    const again = await trials.results();
    expect(await trials.interrupted(whole.jobs[0]!, again, 3)).toBeGreaterThan(0);
    expect(await levelDigests(again, whole.jobs[0]!)).toEqual(await levelDigests(whole.results, whole.jobs[0]!));
  }
}, 60_000);

test('a supermask is exported as the network that it makes of its weights', async () => {
  const [, method, more] = cases[2]!;
  const { results, jobs } = await trials.run({ ...lenetTraining, ...more, steps: 20, method });
  const workbench = new Workbench();
  const { verification } = await exportLevel(jobs[0]!, results, workbench);
  await workbench.dispose();
  expect(verification.ok).toBe(true);
}, 60_000);
