import { copyFile } from 'node:fs/promises';
import { InterruptedError } from '@tombola/nn';
import { readRecipe, type Recipe, type RecipeInput } from '@tombola/shared';
import { besideFirst } from '../stability/beside-first';
import { trainCopy } from '../stability/copies';
import { errorsBetween } from '../stability/line';
import { levelDigests, MethodTrials } from '../testing/method-trials';
import { jobKey, jobsOfTrial, neededBy, withoutControl, type Job } from './job';
import { planOf } from './plan';
import type { Results } from './results';
import { Workbench } from './workbench';

const training: RecipeInput = {
  network: { name: 'mlp', hidden: [16] },
  dataset: { name: 'glyphs', validation: 100, limit: 600, testLimit: 200 },
  optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 },
  batch: 20,
  steps: 60,
  evaluateEvery: 30,
};
const ticket = readRecipe({
  ...training,
  method: { name: 'imp', levels: 2, rate: 0.5, restart: { name: 'rewind', step: 10 } },
});
const reordered = (draw = 0): Recipe => readRecipe({ ...ticket, control: { name: 'reorder', draw, points: 5 } });

const trials = new MethodTrials();
const workbench = new Workbench();
let results: Results;
let jobs: Job[];
beforeAll(async () => {
  ({ results } = await trials.run(ticket));
  ({ jobs } = await trials.run(reordered(), { results }));
});
afterAll(async () => {
  await workbench.dispose();
  await trials.dispose();
});

test('the same ticket is trained, from the same weights and step, to other weights', async () => {
  expect(jobs.map(({ level }) => level)).toEqual([0, 1, 2]);
  for (const job of jobs.slice(1)) {
    const first = withoutControl(job);
    const [mine, theirs] = [await results.ticket(job), await results.ticket(first)];
    expect([mine.masks, mine.parameters]).toEqual([theirs.masks, theirs.parameters]);
    expect(await results.final(job)).not.toEqual(await results.final(first));
    const [own, other] = [await results.result(job), await results.result(first)];
    expect(own!.history.map(({ step }) => step)).toEqual(other!.history.map(({ step }) => step));
    expect(own!.history[0]).toEqual(other!.history[0]);
  }
});

test('level 0 is the dense network from the step that tickets are rewound to', async () => {
  const { history, density, metrics } = (await results.result(jobs[0]!))!;
  expect([history[0]!.step, density]).toEqual([10, 1]);
  expect(metrics.startShare).toBe(10 / 60);
  const rewound = await results.ticket(jobs[1]!);
  const { parameters } = await results.ticket(jobs[0]!);
  for (const [name, { data }] of Object.entries(rewound.parameters)) {
    data.forEach((value, i) => value === 0 || expect(value).toBe(parameters[name]!.data[i]));
  }
});

test('a ticket says which training it repeats, and whose weights decided its mask', async () => {
  for (const [level, job] of jobs.entries()) {
    const { masks_from: own, repeats } = (await results.ticket(job)).provenance;
    const first = withoutControl(job);
    expect(repeats).toBe(jobKey(first));
    expect(own).toBe((await results.ticket(first)).provenance.masks_from);
    expect(own).toBe(level === 0 ? 'dense' : jobKey(withoutControl(jobs[level - 1]!)));
  }
  expect((await results.ticket(withoutControl(jobs[1]!))).provenance).not.toHaveProperty('repeats');
});

test('a draw ends as the copy of that number ends, bit for bit, and another draw elsewhere', async () => {
  const [job] = jobs.slice(2);
  const bench = await workbench.for(ticket);
  const { plan } = await planOf(withoutControl(job!), bench, results);
  const copy = (order: number) =>
    trainCopy({ name: `copy-${order}`, order, masks: plan.masks }, { job: withoutControl(job!), plan, bench, results });
  expect(await results.final(job!)).toEqual(await copy(0));
  const other = await trials.run(reordered(1), { results });
  expect(await results.final(other.jobs[2]!)).toEqual(await copy(1));
  expect(await copy(1)).not.toEqual(await copy(0));
});

test('instability is what the errors on the line to the first training say', async () => {
  const bench = await workbench.for(ticket);
  const line = { bench, programs: await bench.programs(), seed: 0, statistics: 'recompute', batches: 9 } as const;
  for (const job of jobs) {
    const first = withoutControl(job);
    const errors = await errorsBetween(await results.final(job), await results.final(first), { ...line, points: 5 });
    const [own, other] = [(await results.result(job))!.metrics, (await results.result(first))!.metrics];
    expect([errors.at(-1), errors[0]]).toEqual([1 - own.testAccuracyAtEnd!, 1 - other.testAccuracyAtEnd!]);
    expect(own.instability).toBe(Math.max(...errors) - (errors[0]! + errors.at(-1)!) / 2);
    expect(own.disagreement).toBeGreaterThanOrEqual(Math.abs(own.testAccuracyAtEnd! - other.testAccuracyAtEnd!) - 1e-9);
    expect(own.distanceToFirst).toBeGreaterThan(0);
    expect(own.angleToFirst).toBeGreaterThan(0);
    expect(other.instability).toBeUndefined();
  }
});

test('later steps leave less between the two', async () => {
  const late = readRecipe({
    ...training,
    control: { name: 'reorder', points: 5 },
    method: { name: 'imp', levels: 1, rate: 0.5, restart: { name: 'rewind', step: 55 } },
  });
  const { levels } = await trials.run(withoutControl({ recipe: late, seed: 0, level: 1 }).recipe, { results });
  expect(levels).toHaveLength(2);
  const after = await trials.run(late, { results });
  for (const [i, job] of after.jobs.entries()) {
    const [early, later] = [(await results.result(jobs[i]!))!, (await results.result(job))!];
    expect(later.metrics.distanceToFirst).toBeLessThan(early.metrics.distanceToFirst!);
  }
});

test('interrupted and resumed, also before the comparison, it ends with the same bits and numbers', async () => {
  const { results: other } = await trials.run(ticket);
  for (const job of jobs) {
    // The last of the calls is interrupted before the line is measured.
    expect(await trials.interrupted(job, other)).toBeGreaterThan(1);
    expect(await levelDigests(other, job)).toEqual(await levelDigests(results, job));
    const [again, once] = [await other.result(job), await results.result(job)];
    expect(again!.metrics).toEqual(once!.metrics);
    expect(again!.history).toEqual(once!.history);
  }
});

test('it needs the files of the levels that it says, and no others', async () => {
  const job = jobs[2]!;
  const other = await trials.results();
  expect(neededBy(job).map(({ level }) => level)).toEqual([2, 1]);
  await expect(trials.level(job, other)).rejects.toThrow(/level 2 needs the trained weights of .*level-2/);
  for (const needed of neededBy(job)) {
    const [from, to] = [results.files(needed), await other.adopt(needed)];
    for (const name of ['ticket', 'final', 'result'] as const) await copyFile(from[name], to[name]);
  }
  expect((await trials.level(job, other)).metrics).toEqual((await results.result(job))!.metrics);
});

test('the time of a level is that of its training and its comparison', async () => {
  const [now, final] = [performance.now.bind(performance), results.final.bind(results)];
  let later = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + later);
  const slow = jest.spyOn(results, 'final').mockImplementation((of) => {
    if (jobKey(of) === jobKey(withoutControl(jobs[0]!))) later += 1e6;
    return final(of);
  });
  const { record } = await trials.level({ ...jobs[0]!, recipe: reordered(7) }, results);
  slow.mockRestore();
  clock.mockRestore();
  expect(record.seconds).toBeGreaterThanOrEqual(1000);
  expect((await results.result(jobs[0]!))!.record.seconds).toBeLessThan(1000);
});

describe('comparing', () => {
  const parts = async () => {
    const bench = await workbench.for(ticket);
    const { masks } = await results.ticket(jobs[2]!);
    return { bench, programs: await bench.programs(), results, masks, steps: 50 };
  };

  test('without a single weight there is no angle, and no number that JSON does not have', async () => {
    const all = await parts();
    const none = Object.fromEntries(
      Object.entries(all.masks).map(([name, mask]) => [name, { ...mask, data: mask.data.map(() => 0) }]),
    );
    const numbers = await besideFirst(jobs[2]!, await results.final(jobs[2]!), { ...all, masks: none });
    expect(Object.keys(numbers)).toEqual(['instability', 'disagreement', 'distanceToFirst']);
    expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
  });

  test('interrupted, it stands at the last step of its own training', async () => {
    const signal = AbortSignal.abort();
    const compared = besideFirst(jobs[2]!, await results.final(jobs[2]!), { ...(await parts()), signal });
    await expect(compared).rejects.toEqual(new InterruptedError(50));
    await expect(compared).rejects.toHaveProperty('step', 50);
  });
});

test('the dense method has a level 0 to train again', async () => {
  const recipe = readRecipe({ ...training, control: { name: 'reorder', points: 3 } });
  const [job, ...others] = jobsOfTrial(recipe, 0);
  expect(others).toEqual([]);
  const { history, metrics } = await trials.level(job!, results);
  expect(history[0]!.step).toBe(0);
  expect(metrics.instability).toBeGreaterThanOrEqual(0);
});
