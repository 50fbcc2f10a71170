import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecipe } from '@tombola/shared';
import { exportLevel } from '../ship';
import { jobsOfTrial } from './job';
import { runLevel } from './level';
import { Results } from './results';
import { Workbench } from './workbench';

const workbench = new Workbench();
let folder: string;
let results: Results;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-planar-'));
  results = new Results(folder);
});
afterAll(async () => {
  await workbench.dispose();
  await rm(folder, { recursive: true, force: true });
});

const recipe = (dataset: unknown, bias = true) =>
  readRecipe({
    network: { name: 'mlp', hidden: [40], bias },
    dataset,
    optimizer: { name: 'adam', learningRate: 0.01 },
    batch: 32,
    steps: 600,
    evaluateEvery: 600,
  });

test('coordinates arrive as they are: two moons are learned, and the file that is shipped answers the same', async () => {
  const [job] = jobsOfTrial(recipe({ name: 'two-moons', examples: 600, validation: 100 }), 0);
  const { metrics, record } = await runLevel(job!, { results, workbench });
  expect(metrics['testAccuracyAtEnd']).toBeGreaterThan(0.97);
  expect(record.testImages).toBe('two-moons: 600 points drawn for testing');
  const { verification } = await exportLevel(job!, results, workbench);
  expect(verification.checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('points of one’s own are learned, of negative and of large coordinates too', async () => {
  const corner = (label: number, x: number, y: number) =>
    Array.from({ length: 12 }, (_, i) => [x + (i % 4) / 8, y + i / 48, label]);
  const points = [...corner(0, -3, -3), ...corner(1, 2, 2), ...corner(2, -3, 2)];
  const [job] = jobsOfTrial(recipe({ name: 'points', points, validation: 6 }), 0);
  const { metrics } = await runLevel(job!, { results, workbench });
  expect(metrics['testAccuracyAtEnd']).toBe(1);
});

test('a network without biases separates blobs on two sides of the origin', async () => {
  const [job] = jobsOfTrial(recipe({ name: 'blobs', examples: 400, validation: 50 }, false), 0);
  const { metrics } = await runLevel(job!, { results, workbench });
  expect(metrics['testAccuracyAtEnd']).toBeGreaterThan(0.97);
  expect(Object.keys(await results.final(job!)).sort()).toEqual(['dense_1/weights', 'dense_2/weights']);
});
