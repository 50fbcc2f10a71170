import { tensor } from '@tombola/engine';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { MethodTrials } from '../testing/method-trials';
import { resolve } from '../trial/job';
import { Workbench, type Bench } from '../trial/workbench';
import { connect } from './connect';
import type { LineOptions } from './line';
import { bezier, bezierPath, linearPath } from './paths';

const training: RecipeInput = {
  network: { name: 'mlp', hidden: [20] },
  dataset: { name: 'glyphs', validation: 100, limit: 1000, testLimit: 100 },
  optimizer: { name: 'adam', learningRate: 0.005 },
  batch: 50,
  steps: 150,
  evaluateEvery: 150,
  method: { name: 'static', sparsities: [0.8] },
};

const trials = new MethodTrials();
const workbench = new Workbench();
let bench: Bench;
let ends: Awaited<ReturnType<typeof end>>[];
const recipe = readRecipe(training);

/** What a seed ends with, its mask with it. */
async function end(seed: number) {
  const results = await trials.results();
  const job = resolve({ recipe, seed, level: 1 });
  await trials.level(job, results);
  return results.outcome(job);
}

beforeAll(async () => {
  bench = await workbench.for(recipe);
  ends = [await end(0), await end(1)];
});
afterAll(async () => {
  await trials.dispose();
  await workbench.dispose();
});

const along = async (): Promise<LineOptions> => ({
  ...{ bench, programs: await bench.programs(), seed: 0, statistics: 'recompute', batches: 6, points: 7 },
});
const curve = { steps: 150, learningRate: 0.1 };

test('a curve begins and ends where it should, and half way has its weights', () => {
  const [from, middle, to] = [1, 4, 3].map((value) => ({ w: tensor(Float32Array.of(value), [1]) }));
  const at = (t: number) => bezier(from!, middle!, to!, t).w!.data[0];
  expect([at(0), at(1), at(0.5)]).toEqual([1, 3, 0.25 + 2 + 0.75]);
});

test('two sparse solutions have a barrier on the straight line, which a curve through the dense space lowers', async () => {
  const [a, b] = ends.map(({ parameters }) => parameters);
  const line = await linearPath(a!, b!, await along());
  expect(line.at).toEqual([0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1]);
  expect(line.barrier).toBeGreaterThan(0.3);
  const free = await bezierPath(a!, b!, { ...(await along()), ...curve });
  // The ends are the same networks, measured on the same batches.
  expect([free.losses[0], free.losses[6]]).toEqual([line.losses[0], line.losses[6]]);
  expect(free.barrier).toBeLessThan(line.barrier / 2);
  expect(free.barrier).toBeGreaterThanOrEqual(0);
});

test('within masks nothing grows, and the barrier stays higher', async () => {
  const [a, b] = ends;
  const within = a!.masks;
  const free = await bezierPath(a!.parameters, b!.parameters, { ...(await along()), ...curve });
  const bound = await bezierPath(a!.parameters, b!.parameters, { ...(await along()), ...curve, within });
  for (const [name, { data }] of Object.entries(within)) {
    expect([...bound.middle[name]!.data].filter((value, i) => value !== 0 && data[i] === 0)).toEqual([]);
  }
  expect(bound.barrier).toBeGreaterThan(free.barrier);
});

test('finished levels are connected by all three, in one results folder', async () => {
  const results = await trials.results();
  const jobs = [0, 1].map((seed) => resolve({ recipe, seed, level: 1 }));
  for (const job of jobs) await trials.level(job, results);
  const options = { results, workbench, statistics: 'recompute', batches: 6, points: 5, ...curve } as const;
  const report = await connect(jobs[0]!, jobs[1]!, options);
  expect(report.sparse.barrier).toBeLessThan(report.linear.barrier);
  expect(report.dense.losses[2]).toBeLessThan(report.sparse.losses[2]!);
  const other = readRecipe({ ...training, network: { name: 'mlp', hidden: [21] } });
  await expect(connect(jobs[0]!, resolve({ recipe: other, seed: 0, level: 1 }), options)).rejects.toThrow(
    /no path between networks of different shapes/,
  );
});

test('a middle that is not trained is refused', async () => {
  const [a] = ends.map(({ parameters }) => parameters);
  const options = { ...(await along()), steps: 0, learningRate: 0.1 };
  await expect(bezierPath(a!, a!, options)).rejects.toThrow(/middle of a curve has to be trained/);
});
