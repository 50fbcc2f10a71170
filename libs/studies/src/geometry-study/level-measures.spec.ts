import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lotteryMeasures } from '@tombola/geometry';
import { readRecipe, type NodeDefinitionInput, type RecipeInput } from '@tombola/shared';
import { jobKey, jobsOfTrial, type Job } from '../trial/job';
import { runLevel } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';

const workbench = new Workbench();
let folder: string;
let results: Results;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-measures-'));
  results = new Results(join(folder, 'all'));
});
afterAll(async () => {
  await workbench.dispose();
  await rm(folder, { recursive: true, force: true });
});

const training: RecipeInput = {
  network: { name: 'mlp', hidden: [40] },
  dataset: { name: 'two-moons', examples: 400, validation: 50 },
  optimizer: { name: 'adam', learningRate: 0.01 },
  batch: 32,
  steps: 100,
  evaluateEvery: 100,
  method: { name: 'imp', levels: 2, rate: 0.5, outputRate: 0.5 },
};

async function run(recipe: RecipeInput, into = results): Promise<Job[]> {
  const jobs = jobsOfTrial(readRecipe(recipe), 0);
  for (const job of jobs) await runLevel(job, { results: into, workbench });
  return jobs;
}

test('levels on points of a plane have the measures of their stored weights, level 0 at no distance', async () => {
  const jobs = await run(training);
  const [dense, , last] = jobs as [Job, Job, Job];
  const own = (await results.result(dense))!.metrics;
  expect(own).toMatchObject({ orientationDistance: 0, hausdorffDistance: 0, rayAngle: 0 });
  expect(own['areaDifference']).toBeCloseTo(0, 12);
  const { metrics } = (await results.result(last))!;
  const measures = lotteryMeasures(await results.final(dense), await results.final(last));
  expect(metrics).toMatchObject({
    orientationDistance: measures.distances.orientation.wasserstein,
    rawHausdorff: measures.distances.hausdorff.distance,
    bridgeCount: measures.bridges,
    regionCount: measures.regions.activation,
  });
  expect(metrics['orientationDistance']).toBeGreaterThan(0);
});

test('where the dense level is not at hand it is trained again, and the numbers are the same', async () => {
  const [, first, last] = (await run(training)) as [Job, Job, Job];
  const other = new Results(join(folder, 'worker'));
  await cp(join(results.root, jobKey(first)), join(other.root, jobKey(first)), { recursive: true });
  const { metrics } = await runLevel(last, { results: other, workbench });
  expect(metrics).toEqual((await results.result(last))!.metrics);
});

test('layers are in the order of the network, whatever they are called', async () => {
  const nodes: NodeDefinitionInput[] = [
    { op: 'flatten' },
    { name: 'hidden', op: 'dense', units: 2 },
    { op: 'relu' },
    { name: 'classes', op: 'dense', units: 'classes' },
  ];
  const network: RecipeInput['network'] = { name: 'custom', definition: { name: 'named', nodes } };
  const [dense, last] = await run({ ...training, network, method: { name: 'imp', levels: 1, rate: 0.2 } });
  const ordered = async (job: Job) => {
    const final = await results.final(job);
    const names = ['hidden/weights', 'hidden/bias', 'classes/weights', 'classes/bias'];
    return Object.fromEntries(names.map((name) => [name, final[name]!]));
  };
  const { distances, perimeter } = lotteryMeasures(await ordered(dense!), await ordered(last!));
  expect((await results.result(last!))!.metrics).toMatchObject({
    rawHausdorff: distances.hausdorff.distance,
    polygonPerimeter: perimeter,
  });
  expect((await results.result(dense!))!.metrics).toMatchObject({ rawHausdorff: 0, hausdorffDistance: 0 });
});

test.each<[string, Partial<RecipeInput>]>([
  ['two hidden layers', { network: { name: 'mlp', hidden: [8, 8] } }],
  ['images', { dataset: { name: 'glyphs', limit: 200, validation: 50, testLimit: 50 } }],
])('a network with %s has none', async (_, more) => {
  const [job] = await run({ ...training, ...more, steps: 4, evaluateEvery: 4, method: { name: 'dense' } });
  expect((await results.result(job!))!.metrics).not.toHaveProperty('bridgeCount');
});
