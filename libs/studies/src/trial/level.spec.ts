import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedError } from '@tombola/nn';
import { countMasks, isNested } from '@tombola/pruning';
import { readRecipe, type RecipeInput } from '@tombola/shared';
import { exportLevel } from '../ship';
import { jobsOfTrial, resolve, type Job } from './job';
import { runLevel, type LevelOptions } from './level';
import { Results } from './results';
import { Workbench } from './workbench';

const training: RecipeInput = {
  network: { name: 'mlp', hidden: [20] },
  dataset: { name: 'glyphs', validation: 200, limit: 600, testLimit: 200 },
  optimizer: { name: 'adam', learningRate: 0.003, weightDecay: 0.001 },
  batch: 32,
  steps: 60,
  evaluateEvery: 30,
};
const dense = readRecipe(training);
const ticket = readRecipe({ ...training, method: { name: 'imp', levels: 2, rate: 0.5 } });
const control = (name: 'reinit' | 'shuffle') =>
  readRecipe({ ...training, method: { name: 'imp', levels: 2, rate: 0.5 }, control: { name } });

const workbench = new Workbench();
const folders: string[] = [];

async function newResults(): Promise<Results> {
  const folder = await mkdtemp(join(tmpdir(), 'tombola-'));
  folders.push(folder);
  return new Results(folder);
}

async function runTrial(results: Results, recipe: Job['recipe'], options: Partial<LevelOptions> = {}): Promise<Job[]> {
  const jobs = jobsOfTrial(recipe, 0);
  for (const job of jobs) await runLevel(job, { results, workbench, ...options });
  return jobs;
}

const bytesOf = (results: Results, job: Job) =>
  Promise.all(['ticket.safetensors', 'final.safetensors'].map((file) => readFile(results.path(job, file))));

let results: Results;
let jobs: Job[];
beforeAll(async () => {
  results = await newResults();
  jobs = await runTrial(results, ticket);
}, 300_000);
afterAll(async () => {
  await workbench.dispose();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test.each<[string, RecipeInput['method']]>([
  ['a rewinding', { name: 'imp', levels: 1, rate: 0.5, restart: { name: 'rewind', step: 40 } }],
  ['rounds of scores', { name: 'synflow', sparsities: [0.5], rounds: 50 }],
])('a plan with %s can be stopped, and nothing of it is stored', async (_, method) => {
  const other = await newResults();
  const planned = readRecipe({ ...training, method });
  const [...before] = jobsOfTrial(planned, 0);
  const job = before.pop()!;
  for (const earlier of before) await runLevel(earlier, { results: other, workbench });
  const signal = AbortSignal.abort();
  await expect(runLevel(job, { results: other, workbench, signal })).rejects.toThrow(InterruptedError);
  await expect(readFile(other.path(job, 'ticket.safetensors'))).rejects.toThrow('ENOENT');
  const { history } = await runLevel(job, { results: other, workbench });
  expect(history.at(-1)!.step).toBe(60);
});

test('level 0 of iterative pruning is the dense training, bit for bit', async () => {
  const other = await newResults();
  const job = resolve({ recipe: dense, seed: 0, level: 0 });
  await runLevel(job, { results: other, workbench });
  expect(await bytesOf(other, job)).toEqual(await bytesOf(results, jobs[0]!));
});

test('masks are nested, and their counts are exact', async () => {
  const tickets = await Promise.all(jobs.map((job) => results.ticket(job)));
  expect(tickets.map(({ masks }) => countMasks(masks).kept)).toEqual([15_680 + 200, 7840 + 150, 3920 + 112]);
  expect(isNested(tickets[1]!.masks, tickets[0]!.masks)).toBe(true);
  expect(isNested(tickets[2]!.masks, tickets[1]!.masks)).toBe(true);
});

test('survivors start from their initial weights bit for bit, and pruned weights are +0 from first to last', async () => {
  const init = (await results.ticket(jobs[0]!)).parameters;
  for (const job of jobs.slice(1)) {
    const { masks, parameters } = await results.ticket(job);
    const final = await results.final(job);
    for (const [name, { data }] of Object.entries(masks)) {
      data.forEach((bit, i) => {
        if (bit === 1) expect(Object.is(parameters[name]!.data[i], init[name]!.data[i])).toBe(true);
        else expect(Object.is(parameters[name]!.data[i], 0) && Object.is(final[name]!.data[i], 0)).toBe(true);
      });
    }
  }
});

test('the same recipe and seed give the same bits, another seed gives others', async () => {
  const again = await newResults();
  await runTrial(again, ticket);
  for (const job of jobs) expect(await bytesOf(again, job)).toEqual(await bytesOf(results, job));
  const other = { ...jobs[0]!, seed: 1 };
  await runLevel(other, { results: again, workbench });
  expect(await bytesOf(again, other)).not.toEqual(await bytesOf(results, jobs[0]!));
});

test('a trial interrupted again and again ends with the bits of an unbroken one', async () => {
  const broken = await newResults();
  for (const job of jobs) {
    for (let attempt = 0; ; attempt++) {
      const abort = new AbortController();
      try {
        // Stops after the first steps of every attempt, with the checkpoint that stopping writes.
        await runLevel(job, { results: broken, workbench, signal: abort.signal, onProgress: () => abort.abort() });
        expect(attempt).toBeGreaterThan(0);
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(InterruptedError);
      }
    }
    expect(await bytesOf(broken, job)).toEqual(await bytesOf(results, job));
    expect((await broken.result(job))!.history).toEqual((await results.result(job))!.history);
  }
});

test('a level goes on in another folder that has its parent’s files only, with the same bits', async () => {
  const other = await newResults();
  const [parent, child] = jobs as [Job, Job, Job];
  const [from, to] = [results.files(parent), await other.adopt(parent)];
  for (const name of ['ticket', 'final', 'result'] as const) await copyFile(from[name], to[name]);
  expect(await other.isDone(parent)).toBe(true);
  expect(await readFile(join(to.result, '../../../recipe.json'))).toEqual(
    await readFile(join(from.result, '../../../recipe.json')),
  );
  expect(await runLevel(parent, { results: other, workbench })).toEqual(await results.result(parent));
  await runLevel(child, { results: other, workbench });
  expect(await bytesOf(other, child)).toEqual(await bytesOf(results, child));
  expect((await other.result(child))!.history).toEqual((await results.result(child))!.history);
});

test('a checkpoint goes on in another folder, with the same bits', async () => {
  const [first, second] = [await newResults(), await newResults()];
  const job = jobs[0]!;
  const abort = new AbortController();
  let done = 0;
  const onProgress = (step: number) => {
    done = step;
    abort.abort();
  };
  const stopped = runLevel(job, { results: first, workbench, signal: abort.signal, onProgress });
  await expect(stopped).rejects.toThrow(InterruptedError);
  await copyFile(first.files(job).checkpoint, (await second.adopt(job)).checkpoint);
  const steps: number[] = [];
  await runLevel(job, { results: second, workbench, onProgress: (step) => steps.push(step) });
  // The first steps were done in the first folder.
  expect(done).toBeGreaterThan(0);
  expect(steps[0]).toBeGreaterThan(done);
  expect(await bytesOf(second, job)).toEqual(await bytesOf(results, job));
});

test('controls keep what they claim to keep', async () => {
  for (const name of ['reinit', 'shuffle'] as const) {
    const trial = await runTrial(results, control(name));
    for (const [i, job] of trial.entries()) {
      const [mine, theirs] = [await results.ticket(job), await results.ticket(jobs[i + 1]!)];
      expect(countMasks(mine.masks)).toEqual(countMasks(theirs.masks));
      expect(
        mine.masks['dense_1/weights']!.data.every((bit, k) => bit === theirs.masks['dense_1/weights']!.data[k]),
      ).toBe(name === 'reinit');
      const init = (await results.ticket(jobs[0]!)).parameters['dense_1/weights']!.data;
      const kept = mine.masks['dense_1/weights']!.data;
      const fromInit = kept.every((bit, k) => bit === 0 || mine.parameters['dense_1/weights']!.data[k] === init[k]);
      expect(fromInit).toBe(name === 'shuffle');
    }
  }
});

test('nothing goes on from results on other data, and nothing is exported from them', async () => {
  const other = await newResults();
  const [parent, child] = jobs as [Job, Job, Job];
  const [from, to] = [results.files(parent), await other.adopt(parent)];
  for (const name of ['ticket', 'final'] as const) await copyFile(from[name], to[name]);
  const trained = (await results.result(parent))!;
  const changed = { ...trained, record: { ...trained.record, dataset: 'f00d' } };
  await writeFile(to.result, JSON.stringify(changed));
  const { dataHash } = await workbench.for(parent.recipe);
  expect(trained.record.dataset).toBe(dataHash);
  const refused = new RegExp(`${trained.key} was trained on other data .*got "${dataHash}".*have the hash f00d`);
  await expect(runLevel(child, { results: other, workbench })).rejects.toThrow(refused);
  await expect(exportLevel(parent, other, workbench)).rejects.toThrow(refused);
});

test('a checkpoint of another seed is refused', async () => {
  const other = await newResults();
  const job = jobs[0]!;
  const abort = new AbortController();
  const stopped = runLevel(job, { results: other, workbench, signal: abort.signal, onProgress: () => abort.abort() });
  await expect(stopped).rejects.toThrow(InterruptedError);
  const next = { ...job, seed: 1 };
  await copyFile(other.files(job).checkpoint, (await other.adopt(next)).checkpoint);
  await expect(runLevel(next, { results: other, workbench })).rejects.toThrow(/is of another training.*seed-1/);
});

test('a level whose parent is not stored is refused', async () => {
  const empty = await newResults();
  await expect(runLevel(jobs[2]!, { results: empty, workbench })).rejects.toThrow(/level 2 needs the trained weights/);
});
