import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecipe } from '@tombola/shared';
import { jobKey, jobsOfTrial, Results, TrialProcess, type Job, type Report } from '@tombola/studies';

const folder = mkdtempSync(join(tmpdir(), 'tombola-process-'));
const entry = join(__dirname, '../dist/trial-process.js');

beforeAll(() => {
  // The command builds itself, and the trial process with it, when a source is newer.
  spawnSync(process.execPath, [join(__dirname, '../bin/tombola.mjs'), '--version']);
}, 120_000);
afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

const recipe = readRecipe({
  network: { name: 'mlp', hidden: [12] },
  dataset: { name: 'glyphs', validation: 100, limit: 400, testLimit: 100 },
  optimizer: { name: 'adam', learningRate: 0.003 },
  batch: 20,
  steps: 2000,
  evaluateEvery: 100,
  method: { name: 'imp', levels: 1, rate: 0.5 },
});
const [dense, pruned] = jobsOfTrial(recipe, 0) as [Job, Job];

const children: TrialProcess[] = [];

/** A trial process and its reports, one after the other. */
function start(results: string) {
  const reports: Report[] = [];
  const waiting = new Set<() => void>();
  const child = new TrialProcess({
    entry,
    results,
    checkpointEvery: 100,
    onReport: (report) => {
      reports.push(report);
      for (const look of waiting) look();
    },
    onExit: () => {},
  });
  children.push(child);
  /** The next report, from `from` on, of one of the types. */
  const next = <T extends Report['type']>(from: number, ...types: T[]) =>
    new Promise<Extract<Report, { type: T }>>((resolve) => {
      const look = () => {
        const found = reports.slice(from).find(({ type }) => (types as string[]).includes(type));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found as Extract<Report, { type: T }>);
      };
      waiting.add(look);
      look();
    });
  const job = async (order: 'run' | 'export', what: Job) => {
    const from = reports.length;
    child[order](jobKey(what), what);
    const last = await next(from, 'done', 'exported', 'failed', 'interrupted');
    return { last, reports: reports.slice(from) };
  };
  return { child, reports, next, job };
}

const measuredSteps = (reports: readonly Report[]) =>
  reports.flatMap((report) => (report.type === 'measurement' ? [report.measurement.step] : []));

test('a process is interrupted and trains on: the whole history again, and the bits of a training in one piece', async () => {
  const broken = join(folder, 'broken');
  const { child, reports, next, job } = start(broken);
  child.run(jobKey(dense), dense);
  await next(0, 'checkpoint');
  child.interrupt();
  // Nothing is in hand any more when the second one comes.
  const { step } = await next(0, 'interrupted');
  child.interrupt();
  expect(step).toBeLessThan(recipe.steps);
  const saved = reports.findLast((report) => report.type === 'checkpoint')!;
  expect(saved).toMatchObject({
    key: jobKey(dense),
    step,
    file: new Results(broken).path(dense, 'checkpoint.safetensors'),
  });

  const resumed = await job('run', dense);
  expect(resumed.last.type).toBe('done');
  const every = Array.from({ length: 21 }, (_, i) => i * 100);
  expect(measuredSteps(resumed.reports)).toEqual(every);
  const first = resumed.reports.find((report) => report.type === 'progress')!;
  expect(first.step).toBeGreaterThan(step);

  const quiet = join(folder, 'quiet');
  const whole = await start(quiet).job('run', dense);
  if (whole.last.type !== 'done' || resumed.last.type !== 'done') throw new Error('a training failed');
  const { history, metrics } = whole.last.result;
  expect(resumed.last.result).toMatchObject({ history, metrics });
  const final = (root: string) => readFileSync(new Results(root).path(dense, 'final.safetensors'));
  expect(final(broken).equals(final(quiet))).toBe(true);
}, 120_000);

test('a finished level is exported and verified; what is not there fails with its problem, and the process goes on', async () => {
  const { job } = start(join(folder, 'export'));
  const early = await job('export', dense);
  expect(early.last).toMatchObject({ type: 'failed', error: { problem: { what: 'this level is not finished' } } });
  const orphan = await job('run', pruned);
  expect(orphan.last).toMatchObject({
    type: 'failed',
    error: { name: 'InputError', problem: { expected: 'them in the results folder' } },
  });
  expect((await job('run', dense)).last.type).toBe('done');
  expect((await job('run', pruned)).last.type).toBe('done');
  const { last } = await job('export', pruned);
  if (last.type !== 'exported') throw new Error(JSON.stringify(last));
  expect(last.verification).toMatchObject({ ok: true, argmaxAgreement: 1 });
  expect(readFileSync(last.file)).toHaveLength(last.verification.bytes);
  expect(last.file).toBe(new Results(join(folder, 'export')).path(pruned, 'model.onnx'));
}, 120_000);
