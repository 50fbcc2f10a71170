import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeSafetensors, readRecipe, type RecipeInput } from '@tombola/shared';
import { jobsOfTrial, type Job } from '../trial/job';
import { runLevel } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';
import { analyseStability, type StabilityOptions } from './analyse';
import { trainCopy } from './copies';
import { errorsBetween } from './line';

const training: RecipeInput = {
  network: {
    name: 'custom',
    definition: {
      name: 'small-norm',
      nodes: [
        { op: 'conv', channels: 6, kernel: 5, stride: 3 },
        { op: 'batch-norm' },
        { op: 'relu' },
        { op: 'flatten' },
        { op: 'dense', units: 'classes' },
      ],
    },
  },
  dataset: { name: 'glyphs', validation: 100, limit: 1000, testLimit: 200 },
  optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 },
  batch: 20,
  steps: 80,
  evaluateEvery: 80,
  method: { name: 'imp', levels: 1, rate: 0.5, restart: { name: 'rewind', step: 10 } },
};

const workbench = new Workbench();
let results: Results;
let jobs: Job[];
beforeAll(async () => {
  results = new Results(await mkdtemp(join(tmpdir(), 'tombola-stability-')));
  jobs = jobsOfTrial(readRecipe(training), 0);
  for (const job of jobs) await runLevel(job, { results, workbench });
});
afterAll(async () => {
  await workbench.dispose();
  await rm(results.root, { recursive: true });
});

const analyse = (job: Job, more: Partial<StabilityOptions> = {}) =>
  analyseStability(job, { results, workbench, batches: 5, points: 7, ...more });

test('two copies of a ticket differ in their order of examples only, and the line between them is measured', async () => {
  const report = await analyse(jobs[1]!, { pruning: true });
  expect(report).toMatchObject({ from: 10, steps: 80, statistics: 'recompute' });
  const { density } = (await results.result(jobs[1]!))!;
  expect(report.density).toBe(density);
  const [pair, ...others] = report.pairs;
  expect(others).toEqual([]);
  expect(pair!.errors).toHaveLength(7);
  expect(pair!.errors[0]).toBeLessThan(0.5);
  const ends = (pair!.errors[0]! + pair!.errors[6]!) / 2;
  expect(pair!.instability).toBe(Math.max(...pair!.errors) - ends);
  expect(pair!.stable).toBe(pair!.instability < 0.02);
  expect(pair!.distance).toBeGreaterThan(0);
  expect(pair!.angle).toBeGreaterThan(0);
  expect(pair!.disagreement).toBeGreaterThan(0);
  expect(report.travelled.every((length) => length > 0)).toBe(true);
  expect(report.pruning!.distance).toBeGreaterThan(0);
});

test('what is trained is kept: the analysis is repeated to the last digit without a step', async () => {
  let steps = 0;
  const again = await analyse(jobs[1]!, { pruning: true, onProgress: (gained) => (steps += gained) });
  expect(steps).toBe(0);
  expect(again).toEqual(await analyse(jobs[1]!, { pruning: true }));
});

test('three orders make three pairs; the treatments of batch norm agree at the ends only where they should', async () => {
  const reports = [];
  for (const statistics of ['interpolate', 'nearest', 'recompute'] as const) {
    reports.push(await analyse(jobs[1]!, { orders: 3, statistics }));
  }
  const [interpolated, nearest, recomputed] = reports.map(({ pairs }) => pairs);
  expect(interpolated!.map(({ orders }) => orders)).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  for (const [i, { errors }] of interpolated!.entries()) {
    expect([errors[0], errors[6]]).toEqual([nearest![i]!.errors[0], nearest![i]!.errors[6]]);
  }
  expect(interpolated!.map(({ errors }) => errors)).not.toEqual(nearest!.map(({ errors }) => errors));
  expect(interpolated!.map(({ errors }) => errors)).not.toEqual(recomputed!.map(({ errors }) => errors));
});

test('the same order twice gives the same bits, and instability 0', async () => {
  const bench = await workbench.for(jobs[0]!.recipe);
  const { masks, parameters } = await results.ticket(jobs[1]!);
  const options = { job: jobs[1]!, plan: { masks, parameters, from: 10 }, bench, results };
  const [a, b] = [
    await trainCopy({ name: 'one', order: 5, masks }, options),
    await trainCopy({ name: 'other', order: 5, masks }, options),
  ];
  expect(a).toEqual(b);
  const programs = await bench.programs();
  const line = { bench, programs, seed: 0, statistics: 'recompute', batches: 3, points: 5 } as const;
  expect(new Set(await errorsBetween(a, b, line)).size).toBe(1);
});

test('interrupted, an analysis goes on to the same numbers', async () => {
  const whole = await analyse(jobs[0]!);
  const other = new Results(join(results.root, 'other'));
  await runLevel(jobs[0]!, { results: other, workbench });
  for (let attempt = 0; ; attempt++) {
    const abort = new AbortController();
    try {
      const options = { results: other, signal: abort.signal, onProgress: () => abort.abort() };
      expect(await analyse(jobs[0]!, options)).toEqual(whole);
      expect(attempt).toBeGreaterThan(1);
      break;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  }
  const left = await readdir(dirname(other.path(jobs[0]!, 'stability/x')));
  expect(left.map((name) => name.replace(/-[0-9a-f]{16}\./, '.')).sort()).toEqual([
    'from-0-copy-0.safetensors',
    'from-0-copy-1.safetensors',
  ]);
});

test('the dense network from a later step is more stable than from the first', async () => {
  const [early, late] = [await analyse(jobs[0]!, { rewind: 0 }), await analyse(jobs[0]!, { rewind: 70 })];
  expect(early.from).toBe(0);
  expect(late.from).toBe(70);
  expect(late.pairs[0]!.instability).toBeLessThan(early.pairs[0]!.instability);
  expect(late.pairs[0]!.distance).toBeLessThan(early.pairs[0]!.distance);
});

test('copies from one step but other weights are not taken for each other', async () => {
  const recipe = readRecipe({
    ...training,
    method: { name: 'imp', levels: 1, rate: 0.5, restart: { name: 'learning-rate' } },
  });
  const level = { recipe, seed: 0, level: 1 };
  for (const job of jobsOfTrial(recipe, 0)) await runLevel(job, { results, workbench });
  const trained = await analyse(level);
  expect(trained.from).toBe(0);
  const initial = await analyse(level, { rewind: 0 });
  expect(initial.from).toBe(0);
  expect(initial.pairs[0]!.distance).not.toBe(trained.pairs[0]!.distance);
  expect(await analyse(level)).toEqual(trained);
});

test('from another step pruned weights are 0, also of a level that froze them', async () => {
  const recipe = readRecipe({ ...training, method: { name: 'imp', levels: 1, rate: 0.5, pruned: 'freeze-init' } });
  const level = { recipe, seed: 0, level: 1 };
  for (const job of jobsOfTrial(recipe, 0)) await runLevel(job, { results, workbench });
  await analyse(level, { rewind: 5 });
  const { masks } = await results.ticket(level);
  const folder = dirname(results.path(level, 'stability/x'));
  const copies = await readdir(folder);
  expect(copies).toHaveLength(2);
  for (const copy of copies) {
    const { tensors } = decodeSafetensors(await readFile(join(folder, copy)), copy);
    for (const [name, { data }] of Object.entries(masks)) {
      expect(data.some((bit) => bit === 0)).toBe(true);
      expect(data.every((bit, i) => bit === 1 || tensors[name]!.data[i] === 0)).toBe(true);
    }
  }
});

test('a step that is past the training is refused, and a method that moves its masks', async () => {
  await expect(analyse(jobs[0]!, { rewind: 80 })).rejects.toThrow(/from step 80.*a step before 80/);
  const moving = readRecipe({ ...training, method: { name: 'rigl', sparsities: [0.5] } });
  await expect(analyse({ recipe: moving, seed: 0, level: 1 })).rejects.toThrow(
    /rigl changes its network between steps/,
  );
});
