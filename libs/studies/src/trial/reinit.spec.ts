import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialise, type Initialiser, type Parameters } from '@tombola/nn';
import { countMasks, isNested } from '@tombola/pruning';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { jobsOfTrial } from './job';
import { runLevel } from './level';
import { Results } from './results';
import { Workbench } from './workbench';

const workbench = new Workbench();
let folder: string;
let results: Results;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tombola-reinit-'));
  results = new Results(folder);
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
  steps: 60,
  evaluateEvery: 60,
};

async function ticketsOf(more: Partial<RecipeInput>) {
  const recipe = readRecipe({ ...training, ...more });
  const jobs = jobsOfTrial(recipe, 0);
  for (const job of jobs) await runLevel(job, { results, workbench });
  return Promise.all(jobs.map((job) => results.ticket(job)));
}

const imp = { name: 'imp', levels: 2, rate: 0.5, outputRate: 0.5 } as const;
/** Survivors of a draw, pruned weights 0. */
async function drawn(
  initialiser: Initialiser,
  draw: number,
  masks: Awaited<ReturnType<typeof ticketsOf>>[number]['masks'],
) {
  const bench = await workbench.for(readRecipe(training));
  const parameters: Parameters = initialise(bench.network, initialiser, 0, draw);
  return Object.fromEntries(
    Object.entries(masks).map(([name, { data }]) => [name, parameters[name]!.data.map((value, i) => value * data[i]!)]),
  );
}

test('every round draws survivors anew, from the initialiser that it is told', async () => {
  const [, one, two] = await ticketsOf({ method: { ...imp, restart: { name: 'reinit', initialiser: 'normal-1' } } });
  expect(countMasks(two!.masks).density).toBe(0.25);
  expect(isNested(two!.masks, one!.masks)).toBe(true);
  for (const [ticket, draw] of [
    [one!, 1],
    [two!, 2],
  ] as const) {
    for (const [name, values] of Object.entries(await drawn('normal-1', draw, ticket.masks))) {
      expect([...ticket.parameters[name]!.data]).toEqual([...values].map((value) => value + 0));
    }
  }
});

test('without an initialiser it is the recipe’s, and a sparsity of 0 trains the dense network from another draw', async () => {
  const [dense, again] = await ticketsOf({
    method: { ...imp, levels: 1, sparsities: [0], restart: { name: 'reinit' } },
  });
  expect(countMasks(again!.masks).density).toBe(1);
  const name = 'dense_1/weights';
  expect(again!.parameters[name]!.data).toEqual((await drawn('glorot-normal', 1, again!.masks))[name]);
  expect(again!.parameters[name]!.data).not.toEqual(dense!.parameters[name]!.data);
});

test('a control keeps the masks of tickets and takes its own initialiser', async () => {
  const tickets = await ticketsOf({ method: imp });
  const [one] = await ticketsOf({ method: imp, control: { name: 'reinit', initialiser: 'normal-0.1' } });
  expect(one!.masks).toEqual(tickets[1]!.masks);
  const name = 'dense_2/weights';
  const values = (await drawn('normal-0.1', 1, one!.masks))[name]!;
  expect([...one!.parameters[name]!.data]).toEqual([...values].map((value) => value + 0));
});
